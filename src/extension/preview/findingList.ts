import { Uri, type Diagnostic } from 'vscode';
import type { Finding } from '../../core/model/findings.js';
import { SLOTS } from '../../core/model/slots.js';
import type { Assembly } from '../../language/assembly.js';
import type { PromptMap } from '../../language/promptMap.js';
import type { ShownFinding } from '../../preview/protocol.js';
import { fileName } from '../fileName.js';

/** A finding in a file of the render, and where to go for it. */
export interface ListedFinding extends ShownFinding {
  readonly file: string;
  readonly diagnostic: Diagnostic;
}

/** The problems shown in the files of a render, in the order of the prompt; those that show nowhere in it come last. */
export function listFindings(
  bundle: string,
  { templates, input }: Assembly,
  map: PromptMap,
  problems: (file: string) => readonly { readonly finding: Finding; readonly diagnostic: Diagnostic }[],
): ListedFinding[] {
  const files = new Set([
    ...SLOTS.map((slot) => templates[slot].file),
    ...(input ? [input.file] : []),
    bundle,
  ]);
  const listed = [...files].flatMap((file) =>
    problems(file).map(({ finding, diagnostic }): ListedFinding => {
      const { severity, code, message, range } = finding;
      const place = `${fileName(Uri.parse(file))}:${diagnostic.range.start.line + 1}`;
      return { severity, code, message, place, marks: map.rangesOf(file, range), file, diagnostic };
    }),
  );
  return listed.sort((a, b) => positionOf(a) - positionOf(b));
}

function positionOf({ marks: [first] }: ShownFinding): number {
  return first ? SLOTS.indexOf(first.slot) * 1e9 + first.start : Infinity;
}
