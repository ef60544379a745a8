import { PromptError } from '../core/model/promptError.js';
import { didYouMean } from '../core/documents/didYouMean.js';
import { excerpt } from '../core/text/quote.js';
import { AgentError } from './agentError.js';
import type { AgentHost, ToolResult } from './agentHost.js';
import { checkTool } from './check.js';
import { checkAnswerTool } from './checkAnswer.js';
import { compareTool } from './compare.js';
import { explainTool } from './explain.js';
import { findBundlesTool } from './findBundles.js';
import { readArguments, type Arguments } from './readArguments.js';
import { renderTool } from './render.js';
import { toolNamed, TOOL_NAMES, type ToolName } from './toolDefinitions.js';

type Run = (given: Arguments, host: AgentHost) => Promise<ToolResult>;

const RUNS: Readonly<Record<ToolName, Run>> = {
  promptBundles_findBundles: findBundlesTool,
  promptBundles_render: renderTool,
  promptBundles_check: checkTool,
  promptBundles_checkAnswer: checkAnswerTool,
  promptBundles_compare: compareTool,
  promptBundles_explain: explainTool,
};

/**
 * Runs a tool with what an agent gave, which may be anything. What is refused is a result that says why and what to do; it
 * rejects only with faults of the program or the host. Nothing is changed but the audit log, by the host.
 */
export async function runTool(name: string, given: unknown, host: AgentHost): Promise<ToolResult> {
  const tool = toolNamed(name);
  if (!tool) {
    const meant = didYouMean(name, TOOL_NAMES);
    const advice = meant === undefined ? `There are ${TOOL_NAMES.join(', ')}.` : `Did you mean ${meant}?`;
    return refused(`There is no tool ${excerpt(name)}. ${advice}`);
  }
  try {
    return await RUNS[tool.name](readArguments(tool, given), host);
  } catch (error) {
    if (error instanceof AgentError || PromptError.is(error)) return refused(error.message);
    throw error;
  }
}

function refused(text: string): ToolResult {
  return { texts: [text], isError: true };
}
