import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../core/model/findings.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { excerpt } from '../../core/text/quote.js';
import { adviceSentence, publishedDifference } from '../publication/publishedDifference.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { LABELS_FILE } from './labels.js';
import { readLabels } from './readLabels.js';

/** What there is to say of a label, and of which part of the file. */
export interface LabelHover {
  readonly range: TextRange;
  readonly parts: readonly MarkdownPart[];
}

/** What a label's version is, where somebody points at it in the text of a file of labels: since the one before, and the newest. */
export function hoverLabel({ published }: ScopeIndex, text: string, offset: number): LabelHover | undefined {
  const entry = readLabels(LABELS_FILE.join('/'), text).entries.find(
    ({ versionRange: { start, end } }) => start <= offset && offset <= end,
  );
  if (!entry) return undefined;
  const { bundle: id, version: semver, versionRange: range } = entry;
  const versions = published.versions(id);
  const place = versions.indexOf(semver);
  const snapshot = published.bundle({ id, semver })?.snapshot;
  if (place < 0 || !snapshot) return undefined;
  const before = versions[place - 1];
  const older = before === undefined ? undefined : published.bundle({ id, semver: before })?.snapshot;
  const difference = older && publishedDifference(older, snapshot);
  const newest = versions.at(-1);
  const words = [
    difference
      ? l10n.t('Since {0}: {1}', excerpt(difference.from.bundle.semver), difference.summary)
      : l10n.t('The first published version.'),
    ...(difference ? adviceSentence(difference) : []),
    newest === semver
      ? l10n.t('It is the newest published version.')
      : l10n.t('The newest published version is {0}.', excerpt(newest ?? '')),
  ];
  return { range, parts: words.map((one) => ({ words: one })) };
}
