import * as l10n from '@vscode/l10n';
import { compileTemplate } from '../core/compileTemplate.js';
import { quoteMarkAt, spell } from '../core/documents/spelling.js';
import { nodeAt, stringOf, type StringNode } from '../core/documents/valueNode.js';
import { inputTexts } from '../core/hashes.js';
import { formatReference, type Reference } from '../core/model/reference.js';
import { DEFAULT_INPUT, type RenderInput } from '../core/model/renderInput.js';
import { SLOTS } from '../core/model/slots.js';
import { excerpt } from '../core/text/quote.js';
import type { LanguageContext } from './context.js';
import type { TextEdit } from './edits/textEdit.js';
import { newerVersion } from './references/newerVersion.js';

/** What stands behind a place of a file, though no file holds it there. */
export type Hint = { readonly offset: number; readonly label: string } & (
  | {
      readonly kind: 'value';
      /** The value in full. */
      readonly value: string;
    }
  | {
      readonly kind: 'newest';
      readonly reference: Reference;
      /** What brings the file to it; none in a published version, which does not change. */
      readonly edit?: TextEdit;
    }
);

/** The most characters of a value that are shown beside its placeholder. */
const SHOWN_CHARACTERS = 40;

/**
 * The values behind the placeholders of a template, or of those that a bundle holds itself, with the input that is chosen
 * for it, and the newest versions behind the older references of a bundle.
 */
export async function provideHints(
  { files }: Pick<LanguageContext, 'files'>,
  file: string,
  input: RenderInput = DEFAULT_INPUT,
): Promise<readonly Hint[]> {
  const parsed = await files.read(file);
  if (!parsed || parsed.kind === 'input') return [];
  const contents =
    parsed.kind === 'template'
      ? [stringOf(parsed.root, 'content')]
      : SLOTS.map((slot) => stringOf(nodeAt(parsed.root, ['templates', slot]), 'content'));
  const newest = parsed.kind === 'bundle' ? newestHints(files, file, parsed.source.text) : [];
  return [...contents.flatMap((content) => (content ? valueHints(content, input) : [])), ...newest];
}

function valueHints(content: StringNode, input: RenderInput): readonly Hint[] {
  const { placeholders, offsets } = compileTemplate(content.value);
  if (placeholders.length === 0) return [];
  const { values } = inputTexts(input);
  const map = content.textMap();
  return placeholders.map((name, index) => {
    const end = offsets[index + 1] ?? 0;
    const value = values[name];
    const shown = value === '' ? l10n.t('empty') : excerpt(value, SHOWN_CHARACTERS);
    return { kind: 'value', offset: map.rangeToSource(end - 1, end).end, label: `= ${shown}`, value };
  });
}

function newestHints(files: LanguageContext['files'], file: string, text: string): readonly Hint[] {
  const scope = files.scopeOf(file);
  const { references = [], identity } = scope.get(file) ?? {};
  const isPublished = identity !== undefined && scope.published.bundle(identity.name) !== undefined;
  return references.flatMap(({ name, range }): Hint[] => {
    const semver = newerVersion(scope, 'template', name);
    if (semver === undefined) return [];
    const reference = { id: name.id, semver };
    const edit = { ...range, text: spell(formatReference(reference), quoteMarkAt(text, range)) };
    return [
      {
        kind: 'newest',
        offset: range.end,
        label: l10n.t('newest {0}', semver),
        reference,
        ...(!isPublished && { edit }),
      },
    ];
  });
}
