import type { Uri } from 'vscode';
import type { Reference } from '../../core/model/reference.js';
import { namedBundle, type ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { baseOf, draftOf, isDraft } from '../selection/draftNames.js';
import { inputFileOf } from './madeFrom.js';
import { isWithin } from '../workspace/isWithin.js';

/** A file before it was renamed or moved, and after; a folder stands for all that is in it. */
export interface Renaming {
  readonly oldUri: Uri;
  readonly newUri: Uri;
}

/** The most inputs that are read to find one that is gone. */
const MAX_READ = 200;

/** What a file is called after a renaming: its own, or one of a folder that it lies in. */
export function renamed(file: string, renamings: readonly Renaming[]): string {
  for (const { oldUri, newUri } of renamings) {
    const old = oldUri.toString();
    if (file === old || isWithin(file, old)) return newUri.toString() + file.slice(old.length);
  }
  return file;
}

/** A selection with its files, and what its edited input was made from, called something else. */
export function withNames(selection: Selection, name: (file: string) => string): Selection {
  const { bundle, input, model } = selection;
  const named = isDraft(input) ? draftOf(name(baseOf(input))) : name(input);
  return { bundle: name(bundle), input: named, model };
}

/** Finds the files of a selection again that another program renamed or moved: a bundle by its name, an input by its text. */
export class FollowedFiles {
  #input = { file: '', text: '' };
  /** Inputs that were read, and are others. */
  readonly #others = new Set<string>();

  constructor(private readonly files: PromptWorkspace) {}

  /**
   * The selection with the present names of its files, as far as they are found; `identity` is what the bundle was called.
   * `changed` are the files that are other than at the last call.
   */
  async follow(
    selection: Selection,
    identity: Reference | undefined,
    changed: ReadonlySet<string>,
  ): Promise<Selection> {
    const scope = this.files.scopeOf(selection.bundle);
    for (const file of changed) this.#others.delete(file);
    const bundle = await this.#bundleNow(scope, selection.bundle, identity);
    const input = inputFileOf(selection);
    const found = input === '' ? input : await this.#inputNow(scope, selection, input);
    return withNames({ ...selection, bundle }, (file) => (file === input ? found : file));
  }

  /** Keeps what the input of a selection says, by which it is found again once it is gone: the index may not know it yet. */
  async keepInput(selection: Selection): Promise<void> {
    const input = inputFileOf(selection);
    const read = input === '' ? undefined : await this.files.read(input);
    if (read?.kind === 'input') this.#remember(input, read.source.text);
  }

  async #inputNow(scope: ScopeIndex, selection: Selection, input: string): Promise<string> {
    if (scope.get(input)?.kind === 'input') {
      await this.keepInput(selection);
      return input;
    }
    if (this.#input.file !== input) return input;
    for (const file of scope.inputs().slice(0, MAX_READ)) {
      if (this.#others.has(file)) continue;
      const isSame = (await this.files.read(file))?.source.text === this.#input.text;
      if (isSame && (await this.#isThere(scope, file))) return file;
      this.#others.add(file);
    }
    return input;
  }

  /** The file of a version whose own is gone, or that was shown as it is published as long as none defined it. */
  async #bundleNow(scope: ScopeIndex, bundle: string, identity: Reference | undefined): Promise<string> {
    const named = namedBundle(scope, bundle);
    if (!identity || (named && !named.isPublished)) return bundle;
    const [only, ...others] = scope.definitions('bundle', identity);
    const isFound = only !== undefined && others.length === 0 && (await this.#isThere(scope, only));
    return isFound ? only : bundle;
  }

  /** Whether a file is there at this moment: VS Code tells somewhat later that one is gone. */
  async #isThere(scope: ScopeIndex, file: string): Promise<boolean> {
    await this.files.includeCurrent([file]);
    return scope.get(file) !== undefined;
  }

  #remember(file: string, text: string): void {
    if (this.#input.file === file && this.#input.text === text) return;
    this.#input = { file, text };
    this.#others.clear();
  }
}
