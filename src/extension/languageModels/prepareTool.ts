import { l10n, type PreparedToolInvocation } from 'vscode';
import type { ToolName } from '../../agents/index.js';
import { messageText } from '../../core/output/editorText.js';
import { excerpt } from '../../core/text/quote.js';
import { textOf } from '../fixes/arguments.js';

/** The argument that says what something is done with, and what is done, with that or without. */
const MESSAGES: Readonly<
  Record<ToolName, readonly [about: string, doing: (subject: string) => string, otherwise: () => string]>
> = {
  promptBundles_findBundles: [
    'query',
    (query) => l10n.t('Finding prompt bundles with {0}', query),
    () => l10n.t('Finding prompt bundles'),
  ],
  promptBundles_render: [
    'bundle',
    (bundle) => l10n.t('Rendering {0}', bundle),
    () => l10n.t('Rendering a prompt bundle'),
  ],
  promptBundles_check: ['file', (file) => l10n.t('Checking {0}', file), () => l10n.t('Checking prompts')],
  promptBundles_checkAnswer: [
    'bundle',
    (bundle) => l10n.t('Checking an answer against {0}', bundle),
    () => l10n.t('Checking an answer'),
  ],
  promptBundles_compare: [
    'bundle_id',
    (bundle) => l10n.t('Comparing versions of {0}', bundle),
    () => l10n.t('Comparing versions'),
  ],
  promptBundles_explain: [
    'code',
    (code) => l10n.t('Explaining {0}', code),
    () => l10n.t('Explaining a finding'),
  ],
};

/** What is said while a tool runs. Nothing has to be confirmed: tools read alone. */
export function prepareTool(name: string, input: unknown): PreparedToolInvocation {
  const [about, doing, otherwise] = MESSAGES[name as ToolName];
  const subject = textOf(input, about) ?? textOf(input, 'bundle');
  return { invocationMessage: messageText(subject ? doing(excerpt(subject)) : otherwise()) };
}
