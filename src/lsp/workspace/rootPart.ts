import type { PromptFile } from '../../core/documents/promptFile.js';
import type { Finding } from '../../core/model/findings.js';
import type { PromptLanguage } from '../../language/index.js';
import { othersIn } from '../../node/folder/checkFolder.js';
import { findingsByFile } from '../../node/folder/findingsByFile.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/**
 * The files of one root, or one file that is left out, with what is found in them: after a change, what it concerns is checked
 * anew, and all else stays.
 */
export class RootPart {
  readonly language: PromptLanguage;
  /** True for a file that is left out. */
  readonly isAlone: boolean;
  readonly #found = new Map<string, readonly Finding[]>();
  #others: ReadonlyMap<string, readonly Finding[]> = new Map();
  readonly #bundles = new Set<string>();
  readonly #files = new Set<string>();
  readonly #touched = new Set<string>();

  constructor(
    readonly folder: PromptFolder,
    now: () => Date,
    kind: 'root' | 'alone' = 'root',
  ) {
    this.isAlone = kind === 'alone';
    this.language = folderLanguage(folder, { now });
    this.#concern(folder.scope.files());
  }

  /** Takes in a file's new text. */
  update(file: string, parsed: PromptFile): void {
    this.#touched.add(file);
    this.#concern(this.folder.update(file, parsed));
  }

  /** What is found, by the keys of files, of those alone in which something is. */
  findings(): ReadonlyMap<string, readonly Finding[]> {
    return new Map([...this.#found, ...this.#others]);
  }

  /**
   * Checks what waits for it; `pause` is called between two steps, and may throw. Gives the files whose findings were looked
   * for, whatever they are.
   */
  async check(pause: () => Promise<void>): Promise<ReadonlySet<string>> {
    if (this.#files.size === 0) return new Set();
    const { language } = this;
    const { scope } = this.folder;
    // Places that findings elsewhere lead to may have moved.
    for (const [file, findings] of this.#found)
      if (findings.some(({ related }) => related?.some((place) => this.#touched.has(place.file))))
        this.#files.add(file);
    this.#touched.clear();
    // How much there is of what a baseline counts is known of all its files together.
    if (scope.baseline.file)
      for (const file of scope.files()) if (scope.baseline.of(file)) this.#files.add(file);
    for (const bundle of this.#bundles) {
      for (const file of await language.assemble(bundle)) this.#files.add(file);
      this.#bundles.delete(bundle);
      await pause();
    }
    for (const file of this.#files)
      if (scope.get(file)?.kind === 'input') {
        await language.compareExpectations(file);
        await pause();
      }
    const looked = new Set(this.#files);
    for (const file of looked) {
      const parsed = this.folder.get(file);
      const findings = parsed && scope.get(file) ? language.diagnose(file, parsed) : [];
      if (findings.length > 0) this.#found.set(file, findings);
      else this.#found.delete(file);
      await pause();
    }
    this.#files.clear();
    const before = this.#others;
    this.#others = findingsByFile(othersIn(this.folder, language));
    return new Set([...looked, ...before.keys(), ...this.#others.keys()]);
  }

  #concern(files: Iterable<string>): void {
    for (const file of files) {
      this.#files.add(file);
      const kind = this.folder.scope.get(file)?.kind;
      if (kind === undefined || kind === 'bundle') this.#bundles.add(file);
    }
  }
}
