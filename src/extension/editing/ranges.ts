import {
  FoldingRange,
  FoldingRangeKind,
  SelectionRange,
  type FoldingContext,
  type Position,
  type TextDocument,
} from 'vscode';
import { fold, selectRanges } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { languageContext, offsetAt } from './languageContext.js';
import type { EditingServices } from './services.js';

/** What can be folded; nothing where the editor itself knows better. */
export async function provideFoldingRanges(
  services: EditingServices,
  { uri }: TextDocument,
  _context: FoldingContext,
): Promise<FoldingRange[] | undefined> {
  const folds = await fold(languageContext(services), uri.toString());
  return folds?.map(({ start, end, kind }) => new FoldingRange(start, end, kind && FoldingRangeKind.Comment));
}

/** What selections grow to. */
export async function provideSelectionRanges(
  services: EditingServices,
  document: TextDocument,
  positions: readonly Position[],
): Promise<SelectionRange[]> {
  const file = document.uri.toString();
  const parsed = await services.files.read(file);
  if (!parsed) return [];
  return Promise.all(
    positions.map(async (position) => {
      const offset = (await offsetAt(services, document, position)) ?? 0;
      const ranges = await selectRanges(languageContext(services), file, offset);
      return ranges.reduceRight<SelectionRange | undefined>(
        (parent, range) => new SelectionRange(toRange(parsed, range), parent),
        undefined,
      ) as SelectionRange;
    }),
  );
}
