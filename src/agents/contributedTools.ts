import { TOOL_DEFINITIONS, type InputSchema, type ToolName } from './toolDefinitions.js';

/** A tool as an editor's manifest declares it (`contributes.languageModelTools`). */
export interface ContributedTool {
  readonly name: ToolName;
  readonly toolReferenceName: string;
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly icon: string;
  readonly canBeReferencedInPrompt: true;
  readonly tags: readonly string[];
  readonly inputSchema: InputSchema;
}

const ICONS: Readonly<Record<ToolName, string>> = {
  promptBundles_findBundles: '$(search)',
  promptBundles_render: '$(layers)',
  promptBundles_check: '$(checklist)',
  promptBundles_checkAnswer: '$(comment)',
  promptBundles_compare: '$(git-compare)',
  promptBundles_explain: '$(question)',
};

/** All tools as the manifest declares them, which is generated from here. */
export function contributedTools(): readonly ContributedTool[] {
  return TOOL_DEFINITIONS.map(({ name, title, userDescription, modelDescription, inputSchema }) => ({
    name,
    // What people write behind `#` to have it used.
    toolReferenceName: name.replace('promptBundles_', 'promptBundles-'),
    displayName: title,
    userDescription,
    modelDescription,
    icon: ICONS[name],
    canBeReferencedInPrompt: true,
    tags: ['prompt-bundles'],
    inputSchema,
  }));
}

/** A manifest with the tools in it. */
export function withTools(manifest: string): string {
  const parsed = JSON.parse(manifest) as { readonly contributes: object };
  const contributes = { ...parsed.contributes, languageModelTools: contributedTools() };
  return `${JSON.stringify({ ...parsed, contributes }, undefined, 2)}\n`;
}
