import { isDeepStrictEqual } from 'node:util';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { Folder, type FilesRead } from './folder.js';
import { givenText, isSnapshot, type FuzzCase, type Violation } from './fuzzCase.js';
import { checkFixes } from './invariants/fixes.js';
import { checkOutputs } from './invariants/outputs.js';
import { checkFindings, checkRepeats } from './invariants/places.js';
import { checkPromptMap } from './invariants/promptMaps.js';
import { checkPublished } from './invariants/published.js';
import { checkReading } from './invariants/reading.js';
import { checkRenders } from './invariants/renders.js';
import { checkSnapshotFile } from './invariants/snapshotFiles.js';

/** Holds a case against every promise; gives what is broken, each kind once. Never throws. */
export async function check({ files, edits }: FuzzCase, known?: FilesRead): Promise<Violation[]> {
  const found = new Map<string, Violation>();
  const report = (kind: string, detail: string): void => {
    if (!found.has(kind)) found.set(kind, { kind, detail });
  };
  const promised = async (what: string, promise: () => Promise<void> | void): Promise<void> => {
    try {
      await promise();
    } catch (error) {
      report(`${what} throws ${nameOf(error)}`, error instanceof Error ? (error.stack ?? '') : String(error));
    }
  };

  for (const edit of edits) {
    if (isSnapshot(edit.file))
      await promised('reading', () => {
        checkSnapshotFile(edit.file, givenText(edit), report);
      });
    await promised('showing', () => {
      checkOutputs(givenText(edit).text, report);
    });
    const type = fileTypeOf(edit.file);
    if (type && edit.text !== null)
      await promised('reading', () => void checkReading(type, givenText(edit), report));
  }
  const folder = new Folder(known);
  await promised('indexing', () => folder.write(files));
  if (Object.keys(files).length > 0) await promised('publishing', () => folder.publishFirst());
  for (const edit of edits) {
    await promised('indexing', () =>
      folder.write({ [edit.file]: edit.text === null ? undefined : givenText(edit).text }),
    );
  }
  await promised('lint', async () => {
    for (const file of folder.names()) {
      const findings = folder.findings(file);
      checkFindings(findings, folder.get(file).source.text, (other) => folder.textOf(other), report);
      checkRepeats(findings, report);
    }
    const anew = await folder.readAnew();
    if (!isDeepStrictEqual(folder.shown(), anew.shown()))
      report(
        'index kept up to date differs from one read anew',
        firstDifference(folder.shown(), anew.shown()),
      );
  });
  await promised('rendering', async () => {
    const renders = await checkRenders(folder, report);
    for (const render of renders.slice(0, 2)) await checkPromptMap(folder, render, report);
  });
  for (const file of new Set(edits.map((edit) => edit.file))) {
    if (!folder.names().includes(file)) continue;
    await promised('fixing', () => checkFixes(folder, file, report));
    await promised('versions', () => checkPublished(folder, file, report));
  }
  return [...found.values()];
}

/** The kind of an error, and the place in the project that threw it. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /\bsrc\/([\w./]+):\d+/.exec(error.stack ?? '')?.[1];
  return `${error.name}${place === undefined ? '' : ` in ${place}`}`;
}

type Shown = Readonly<Record<string, readonly string[]>>;

function firstDifference(kept: Shown, anew: Shown): string {
  for (const file of new Set([...Object.keys(kept), ...Object.keys(anew)])) {
    const [ours, theirs] = [kept[file] ?? [], anew[file] ?? []];
    if (!isDeepStrictEqual(ours, theirs))
      return `${file}: kept ${JSON.stringify(ours.filter((line) => !theirs.includes(line)))}, anew ${JSON.stringify(theirs.filter((line) => !ours.includes(line)))}`;
  }
  return '';
}
