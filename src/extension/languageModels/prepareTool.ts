import type { PreparedToolInvocation } from 'vscode';
import type { ToolName } from '../../agents/index.js';
import { messageText } from '../../core/output/editorText.js';
import { excerpt } from '../../core/text/quote.js';
import { textOf } from '../fixes/arguments.js';

/** What is done, and the argument that says what with. */
const MESSAGES: Readonly<Record<ToolName, readonly [doing: string, about: string, otherwise: string]>> = {
  promptBundles_findBundles: ['Finding prompt bundles with', 'query', 'Finding prompt bundles'],
  promptBundles_render: ['Rendering', 'bundle', 'Rendering a prompt bundle'],
  promptBundles_check: ['Checking', 'file', 'Checking prompts'],
  promptBundles_checkAnswer: ['Checking an answer against', 'bundle', 'Checking an answer'],
  promptBundles_compare: ['Comparing versions of', 'bundle_id', 'Comparing versions'],
  promptBundles_explain: ['Explaining', 'code', 'Explaining a finding'],
};

/** What is said while a tool runs. Nothing has to be confirmed: tools read alone. */
export function prepareTool(name: string, input: unknown): PreparedToolInvocation {
  const [doing, about, otherwise] = MESSAGES[name as ToolName];
  const subject = textOf(input, about) ?? textOf(input, 'bundle');
  return { invocationMessage: messageText(subject ? `${doing} ${excerpt(subject)}` : otherwise) };
}
