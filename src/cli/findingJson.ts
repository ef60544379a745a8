import type { TextRange } from '../core/model/findings.js';
import type { FoundIn, ShownFinding, ShownPlace } from '../language/index.js';
import type { Texts } from '../node/folder/checkFolder.js';

/** Findings as the command line's JSON has them. */
export function findingsJson(folder: Texts, found: readonly FoundIn[]): object[] {
  return found.map((one) => shownJson(shownFinding(folder, one)));
}

/** The same of one that is ready to be shown. */
export function shownJson({ code, severity, message, file, start, end, related }: ShownFinding): object {
  return { code, severity, message, file, start, end, related };
}

/** A finding ready to be shown: no text is needed for that any more. */
export function shownFinding(folder: Texts, { file, finding }: FoundIn): ShownFinding {
  const { code, severity, message, range, related } = finding;
  return {
    code,
    severity,
    message,
    file,
    ...places(folder, file, range),
    related: (related ?? []).map((place) => ({
      message: place.message,
      file: place.file,
      ...places(folder, place.file, place.range),
    })),
    isPlaced: folder.sourceOf(file) !== undefined,
  };
}

/** Lines and columns from 1, offsets in UTF-16 units of the file as it is stored, from 0. */
function places(
  folder: Texts,
  file: string,
  { start, end }: TextRange,
): { readonly start: ShownPlace; readonly end: ShownPlace } {
  const source = folder.sourceOf(file);
  const place = (offset: number): ShownPlace => {
    const { line, column } = source?.positionAt(offset) ?? { line: 0, column: 0 };
    return { line: line + 1, column: column + 1, offset: source?.originalOffset(offset) ?? offset };
  };
  return { start: place(start), end: place(end) };
}
