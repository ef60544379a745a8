import * as l10n from '@vscode/l10n';
import type { FileKind, FileSyntax } from '../../core/documents/fileKinds.js';
import { starterFile } from '../fixes/documents/starter.js';
import { wholeFile } from '../edits/writtenValues.js';
import type { Completion } from './completion.js';

const KINDS: readonly FileKind[] = ['bundle', 'template', 'input'];

/** A text of one word at most, with what is blank around it. */
const FIRST_WORD = /^\s*[\w-]{0,32}\s*$/;

/** All that a prompt file of each kind needs, for a text that has no name yet and says nothing. */
export function newTextCompletions(syntax: FileSyntax, text: string, offset: number): Completion[] {
  const word = /[\w-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  if (!FIRST_WORD.test(text) || text.slice(offset).trim() !== '') return [];
  return KINDS.filter((kind) => syntax !== 'markdown' || kind === 'template').map((kind) => {
    const written = wholeFile({ kind, syntax }, starterFile(kind, ''));
    const id = `my-${kind}`;
    const at = written.indexOf(id);
    return {
      kind: 'snippet',
      label: `prompt-${kind}`,
      detail: l10n.t('Save it as {0}', `*.prompt-${kind}.${syntax === 'markdown' ? 'md' : syntax}`),
      documentation: [{ block: written }],
      range: { start: offset - word.length, end: offset },
      text: written,
      filterText: `prompt-${kind}`,
      ...(kind !== 'input' && { stops: [{ start: at, end: at + id.length }] }),
    };
  });
}
