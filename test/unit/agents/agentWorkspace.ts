import type { Render } from '../../../src/core/promptGenerator.js';
import { type AgentHost, runTool, type ToolResult } from '../../../src/agents/index.js';
import { pageText, RULE_CATALOG } from '../../../src/language/index.js';
import { workspaceOf, type MemoryWorkspace } from '../language/memoryWorkspace.js';

/** A host of agents over files in memory, and what it was told to record. */
export interface AgentWorkspace {
  readonly workspace: MemoryWorkspace;
  readonly host: AgentHost;
  /** The renders of each act. */
  readonly recorded: (readonly Render[])[];
  readonly run: (tool: string, given?: unknown) => Promise<ToolResult>;
}

/** A host over files by name. */
export async function agentWorkspace(
  files: Readonly<Record<string, string>>,
  more: Partial<AgentHost> = {},
): Promise<AgentWorkspace> {
  const workspace = await workspaceOf(files);
  const recorded: (readonly Render[])[] = [];
  const host: AgentHost = {
    languages: () => Promise.resolve([workspace.language]),
    nameOfRoot: (root) => (root === '' ? '.' : root),
    record: (_root, renders) => {
      recorded.push(renders);
    },
    rulePage: (code) => {
      const page = RULE_CATALOG.find((one) => one.code === code);
      return Promise.resolve(page && pageText(page));
    },
    isKeptUpToDate: false,
    ...more,
  };
  return { workspace, host, recorded, run: (tool, given) => runTool(tool, given, host) };
}
