import {
  FoldingRangeKind,
  type FoldingRange,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver';
import { fold, selectRanges } from '../../language/index.js';
import { toPosition } from '../workspace/positions.js';
import { askedFile, offsetIn, ownRange, type Services } from './asked.js';

/** What can be folded; nothing where an editor itself knows better. */
export async function provideFolds(
  services: Services,
  { textDocument }: FoldingRangeParams,
): Promise<FoldingRange[] | null> {
  const asked = await askedFile(services, textDocument);
  const folds = asked && (await fold(asked.language, asked.file));
  if (!folds) return null;
  const lineOf = (line: number): number =>
    toPosition(asked.text, asked.parsed.source.offsetAt({ line, column: 0 })).line;
  return folds.map(({ start, end, kind }) => ({
    startLine: lineOf(start),
    endLine: lineOf(end),
    ...(kind && { kind: FoldingRangeKind.Comment }),
  }));
}

/** What selections grow to. */
export async function provideSelections(
  services: Services,
  { textDocument, positions }: SelectionRangeParams,
): Promise<SelectionRange[] | null> {
  const asked = await askedFile(services, textDocument);
  if (!asked) return null;
  return Promise.all(
    positions.map(async (position): Promise<SelectionRange> => {
      const ranges = await selectRanges(asked.language, asked.file, offsetIn(asked, position));
      const selection = ranges.reduceRight<SelectionRange | undefined>(
        (parent, range) => ({ range: ownRange(asked, range), ...(parent && { parent }) }),
        undefined,
      );
      return selection ?? { range: { start: position, end: position } };
    }),
  );
}
