import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Creation } from '../../core/published/creation.js';
import type { Refusal } from '../../core/model/refusal.js';
import { SourceText } from '../../core/text/sourceText.js';
import { BASELINE_FILE, changeBaseline, type NewBaseline } from '../../language/index.js';
import { createFile } from '../../node/createFile.js';
import { rewriteFile, type Rewriting } from '../../node/rewriteFile.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { isRefusal, refusalText } from '../../node/fileRefusal.js';
import { checkFolder } from '../../node/folder/checkFolder.js';
import { coveredFiles, readRoots, type LintedFiles } from '../lint/readRoots.js';
import { printError, printRefusal } from '../print.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { rewriteRefusal } from '../rewriteReasons.js';
import { count } from '../usage.js';
import { nameFrom } from '../../node/filePaths.js';

/** The most of what went that is listed; the rest is counted. */
const MAX_LISTED = 20;

/**
 * Writes the baselines of a folder and of the roots below it, each whole or not at all, and tells what came and went. With
 * `takesIn`, what is found in the files that are covered is taken in; else they only lose what is gone. False where one
 * could not be written.
 */
export async function writeBaselines(
  host: CommandLineHost,
  files: LintedFiles,
  takesIn: boolean,
): Promise<boolean> {
  const read = readRoots(files);
  const { covers } = coveredFiles(read, files.named);
  let isWritten = true;
  for (const folder of read.parts)
    // What is left out is in no baseline.
    if (folder.scope.surroundings.alone?.() === undefined) {
      const failure = await new BaselineWriter(host, files, folder).write(covers, takesIn);
      if (failure) printRefusal(host, failure);
      isWritten &&= failure === undefined;
    }
  return isWritten;
}

/** The baseline of one root. */
class BaselineWriter {
  /** Where it is, and how it is called from the root that is listed. */
  readonly #place: string;
  readonly #name: string;

  constructor(
    private readonly host: CommandLineHost,
    private readonly files: LintedFiles,
    private readonly folder: PromptFolder,
  ) {
    const { root, options } = files;
    const { home } = folder;
    const named = home === '' && typeof options.baseline === 'object' ? options.baseline.place : undefined;
    this.#place = named ?? path.join(root, home, ...BASELINE_FILE);
    this.#name = nameFrom(root, this.#place);
  }

  /** Gives why it could not be written. */
  async write(covers: (file: string) => boolean, takesIn: boolean): Promise<Refusal | undefined> {
    const { scope } = this.folder;
    const before = scope.baseline.file;
    if (before && !before.isReadable && (!takesIn || this.files.named.length > 0))
      return {
        code: 'invalid_baseline',
        reason: `${this.#name} has errors. Fix them, or write it anew for all files.`,
      };
    const { language } = await checkFolder(this.folder, () => true, this.host);
    const all = [...scope.files()].sort();
    const counted = await language.countFindings(all.filter(covers));
    const paths = new Map(all.map((file) => [this.#pathOf(file), file]));
    const after = changeBaseline(before, {
      checked: new Map([...counted].map(([file, counts]) => [this.#pathOf(file), counts])),
      isThere: (file) => paths.has(file),
      takesIn,
    });
    try {
      return await this.#store(after, takesIn);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { code: 'not_writable', reason: `${this.#name} was not written. ${refusalText(error)}` };
    }
  }

  /** A file by its path from the root that the baseline is of: another one than the own is of the listed root. */
  #pathOf(file: string): string {
    const { home } = this.folder;
    return home === '' ? file : file.slice(home.length + 1);
  }

  async #store(after: NewBaseline, takesIn: boolean): Promise<Refusal | undefined> {
    const { file: before } = this.folder.scope.baseline;
    const given = await readFile(this.#place, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    const changed: Refusal = {
      code: 'changed_meanwhile',
      reason: `${this.#name} was not written: it was changed meanwhile.`,
    };
    if ((given === undefined) !== (before === undefined)) return changed;
    if (given !== undefined && new SourceText(given).text !== before?.source.text) return changed;
    if (given === undefined && after.findings === 0) return undefined;
    const written = await this.#writeText(given, after.text);
    if (written === 'same') return undefined;
    if (written === 'different') return changed;
    if (written !== 'written' && written !== 'created')
      return rewriteRefusal(`${this.#name} was not written`, written);
    this.#tell(after, takesIn, given !== undefined);
    return undefined;
  }

  async #writeText(given: string | undefined, text: string): Promise<Creation | Rewriting> {
    const folder = path.dirname(this.#place);
    const id = this.host.newId();
    const { root } = this.files;
    const own = this.#place.startsWith(`${root}${path.sep}`) ? root : folder;
    if (given === undefined) return createFile(own, this.#place, text, id);
    if (new SourceText(given).text === text) return 'same';
    const after = given.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
    return rewriteFile(own, this.#place, { before: given, after, id, isRecord: true });
  }

  #tell({ findings, files, added, removed }: NewBaseline, takesIn: boolean, wasThere: boolean): void {
    const gone = removed.reduce((sum, one) => sum + one.before - one.after, 0);
    const is = gone === 1 ? 'is' : 'are';
    const change = wasThere ? ` ${added} added, ${gone} removed.` : '';
    const first = takesIn
      ? `Wrote ${this.#name}: ${count(findings, 'finding')} in ${count(files, 'file')}.${change}`
      : `Took ${count(gone, 'finding')} that ${is} gone out of ${this.#name}.`;
    const left = removed.length - MAX_LISTED;
    const lines = removed
      .slice(0, MAX_LISTED)
      .map((one) => `  ${one.path}: ${one.code} ${one.before} → ${one.after}`);
    for (const line of [first, ...lines, ...(left > 0 ? [`  and ${left} more`] : [])])
      printError(this.host, line);
  }
}
