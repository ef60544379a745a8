import { withGenerated } from '../core/text/generatedTexts.js';
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

/** A manifest and its English texts, as they stand in package.json and package.nls.json. */
export interface ManifestFiles {
  readonly manifest: string;
  readonly texts: string;
}

/** A manifest with the tools in it, whose texts for people are where translations find them; what models read stands in English alone. */
export function withTools({ manifest, texts }: ManifestFiles): ManifestFiles {
  const parsed = JSON.parse(manifest) as { readonly contributes: object };
  const tools = contributedTools();
  const keyed = tools.map((tool) => ({
    ...tool,
    displayName: `%${keyOf(tool, 'displayName')}%`,
    userDescription: `%${keyOf(tool, 'userDescription')}%`,
  }));
  const generated = tools.flatMap((tool) => [
    [keyOf(tool, 'displayName'), tool.displayName],
    [keyOf(tool, 'userDescription'), tool.userDescription],
  ]);
  const contributes = { ...parsed.contributes, languageModelTools: keyed };
  return {
    manifest: `${JSON.stringify({ ...parsed, contributes }, undefined, 2)}\n`,
    texts: withGenerated(texts, START, Object.fromEntries(generated) as Record<string, string>),
  };
}

const START = 'tool.';

function keyOf({ name }: ContributedTool, text: 'displayName' | 'userDescription'): string {
  return `${START}${name.replace('promptBundles_', '')}.${text}`;
}
