// What agents can ask of prompt bundles, the same in an editor and by MCP: the definitions of the tools, and what runs them
// over the language. Pure: a shell brings its files, its pages of rules, and what records.

export { AgentError } from './agentError.js';
export type { AgentHost, Json, JsonObject, ToolResult } from './agentHost.js';
export {
  agentRoots,
  bundleIds,
  namedSemver,
  newest,
  versionsOf,
  type AgentRoot,
  type ChosenBundle,
} from './agentRoots.js';
export { cutText } from './cutText.js';
export { INPUT_FIELDS } from './givenInput.js';
export { contributedTools, type ContributedTool } from './contributedTools.js';
export { renderFacts, renderForAgent, type AgentRender } from './render.js';
export { runTool } from './runTool.js';
export {
  INPUT_PROPERTIES,
  TOOL_DEFINITIONS,
  TOOL_NAMES,
  type ArgumentSchema,
  type InputSchema,
  type ToolDefinition,
  type ToolName,
} from './toolDefinitions.js';
