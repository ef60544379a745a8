import * as l10n from '@vscode/l10n';
import { modify, type FormattingOptions } from 'jsonc-parser';
import { parseJson } from '../../core/documents/parseJson.js';
import { entryOf } from '../../core/documents/valueNode.js';
import { isLabelName, labelRule } from '../../core/model/labelName.js';
import { formatReference } from '../../core/model/reference.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import { listed, quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import { SourceText } from '../../core/text/sourceText.js';
import { applyToGiven } from '../edits/textEdit.js';
import { LABELS_FILE, type KnownVersions } from './labels.js';
import { readLabels } from './readLabels.js';

/** A label of a bundle, and the version that it is to name; none for a label that is to go. */
export interface LabelChange {
  readonly bundle: string;
  readonly label: string;
  readonly version: string | undefined;
}

/** The most versions that a refusal names. */
const MOST_NAMED = 5;

/** Why a version cannot be given a label, in whole sentences; `undefined` where it can. */
export function labelRefusal(
  { bundle, label, version }: LabelChange,
  known: KnownVersions,
): string | undefined {
  if (!isLabelName(label)) return sentences(l10n.t('{0} is no label.', quote(label)), labelRule());
  const published = known.published(bundle);
  if (version === undefined || published.includes(version)) return undefined;
  const why = l10n.t(
    '{0} is not published. Only published versions can be labelled, since only they never change.',
    quote(formatReference({ id: bundle, semver: version })),
  );
  if (published.length === 0) return why;
  const names = [...published].reverse().map((one) => quote(one));
  return sentences(why, l10n.t('Published: {0}.', listed(names, MOST_NAMED)));
}

/**
 * The text of a file of labels with one label changed, and all else as it is written; `undefined` for the text of one that is
 * to be made. A new bundle or label stands in order of name where the others do, and a bundle without labels goes. Gives
 * `undefined` where a mistake in the file is in the way. Never throws.
 */
export function changeLabel(given: string | undefined, change: LabelChange): string | undefined {
  const { bundle, label, version } = change;
  const { text } = new SourceText(given ?? '');
  if (text.trim() === '') return version === undefined ? given : newText(bundle, label, version);
  const { root } = parseJson(text);
  const labels = root && entryOf(root, bundle)?.value;
  if (root?.kind !== 'mapping' || (labels && labels.kind !== 'mapping')) return undefined;
  if (version === undefined && !labels?.byKey.has(label)) return given;
  const isWhole = !labels || (version === undefined && labels.entries.length === 1);
  const [path, key] = isWhole ? [[bundle], bundle] : [[bundle, label], label];
  const value = path.length === 2 || version === undefined ? version : { [label]: version };
  const isLast = isWhole && version === undefined && root.entries.length === 1;
  const edits = modify(text, isLast ? [] : path, isLast ? {} : value, {
    formattingOptions: formattingOf(text),
    getInsertionIndex: (keys) => keys.filter((one) => compareCodePoints(one, key) < 0).length,
  }).map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }));
  const changed = applyToGiven(given ?? '', edits);
  const after = readLabels(LABELS_FILE.join('/'), changed);
  return after.byName.get(bundle)?.get(label)?.version === version ? changed : undefined;
}

function newText(bundle: string, label: string, version: string): string {
  return `${JSON.stringify({ [bundle]: { [label]: version } }, null, 2)}\n`;
}

/** As the file is indented. */
function formattingOf(text: string): FormattingOptions {
  const [indent = '  '] = /^[ \t]+(?=")/m.exec(text) ?? [];
  return { insertSpaces: !indent.includes('\t'), tabSize: indent.length, eol: '\n' };
}
