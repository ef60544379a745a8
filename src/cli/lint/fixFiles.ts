import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { parsePromptFile } from '../../core/documents/promptFile.js';
import type { Finding } from '../../core/model/findings.js';
import { addAll } from '../../core/text/addAll.js';
import { SourceText } from '../../core/text/sourceText.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { applyEdits, applyToGiven, fixSafely } from '../../language/index.js';
import { readBounded } from '../../node/readBounded.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { findingsByFile } from '../../node/folder/findingsByFile.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { fixSubject, type ReadRoot } from '../../node/folder/fixSubject.js';
import { coveredFiles, readRoots, type LintedFiles } from './readRoots.js';

/** Fixes may make room for others: so often all files that they concern are looked at again. As often as ESLint does. */
const MAX_PASSES = 10;

/** A file with its fixes made. */
export interface FixedFile {
  readonly file: string;
  /** How many findings were fixed. */
  readonly count: number;
  /** The text of the file as it is stored, and as it is to be. */
  readonly before: string;
  readonly after: string;
}

/** Makes the fixes that the editor makes unasked, of the findings that are meant, until nothing is left to fix; in memory alone. */
export async function fixFiles(
  host: Pick<CommandLineHost, 'now'>,
  files: LintedFiles,
  isMeant: (finding: Finding) => boolean,
): Promise<readonly FixedFile[]> {
  const read = readRoots(files);
  const { covers } = coveredFiles(read, files.named);
  const fixed: FixedFile[] = [];
  for (const folder of read.parts)
    addAll(fixed, await new RootFixes(folder, host, files).fix(covers, isMeant));
  return fixed;
}

/** The fixes of one root. */
class RootFixes {
  readonly #root: ReadRoot;
  readonly #fixed = new Map<string, FixedFile>();

  constructor(
    private readonly folder: PromptFolder,
    host: Pick<CommandLineHost, 'now'>,
    private readonly files: LintedFiles,
  ) {
    this.#root = { folder, language: folderLanguage(folder, host) };
  }

  async fix(
    covers: (file: string) => boolean,
    isMeant: (finding: Finding) => boolean,
  ): Promise<readonly FixedFile[]> {
    const { scope } = this.folder;
    let waiting = [...scope.files()].sort().filter(covers);
    for (let pass = 0; pass < MAX_PASSES && waiting.length > 0; pass++) {
      // What assembled prompts bring about takes more than a fix that is made unasked: none is assembled.
      const found = await this.#root.language.check([], waiting);
      const concerned = new Set<string>();
      for (const [file, findings] of findingsByFile(found))
        for (const one of this.#fixFile(file, findings.filter(isMeant))) concerned.add(one);
      waiting = [...concerned].filter((file) => scope.get(file) && covers(file)).sort();
    }
    return [...this.#fixed.values()];
  }

  /** Makes the fixes of a file. Gives the files whose findings may have changed by it. */
  #fixFile(file: string, findings: readonly Finding[]): Iterable<string> {
    const type = fileTypeOf(file);
    const subject = fixSubject(this.#root, file, findings);
    if (!type || !subject) return [];
    const { edits, count } = fixSafely(this.folder.scope, subject, findings);
    const known =
      edits.length > 0 ? (this.#fixed.get(file) ?? this.#asStored(file, subject.text)) : undefined;
    if (!known) return [];
    const text = applyEdits(subject.text, edits);
    const after = applyToGiven(known.after, edits);
    // A file with line ends of every kind may read otherwise with another beside them: it is left to its author.
    if (new SourceText(after).text !== text) return [];
    this.#fixed.set(file, { ...known, count: known.count + count, after });
    return this.folder.update(file, parsePromptFile(type, { text }));
  }

  /** A file as it is stored; `undefined` for one that says something else by now, or is not UTF-8: it is not written anew. */
  #asStored(file: string, text: string): FixedFile | undefined {
    const { root, buffers } = this.files;
    const stored = buffers?.get(file) ?? this.#read(path.join(root, file));
    if (stored === undefined) return undefined;
    return new SourceText(stored).text === text
      ? { file, count: 0, before: stored, after: stored }
      : undefined;
  }

  #read(place: string): string | undefined {
    const { bytes } = readBounded(place, this.folder.maxFileBytes);
    const { text, invalidAt } = bytes ? decodeUtf8(bytes) : { text: '', invalidAt: 0 };
    return invalidAt === undefined ? text : undefined;
  }
}
