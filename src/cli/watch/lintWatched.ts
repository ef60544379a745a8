import path from 'node:path';
import { stampOf } from '../../node/fileStamp.js';
import { listingText, seeFolder } from '../cache/seenFolder.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { fileRefusal, isRefusal, refusalText } from '../../node/fileRefusal.js';
import type { Place } from '../../node/folder/folderFacts.js';
import type { LintCall } from '../lint/lintCall.js';
import { lintFiles } from '../lint/lintFiles.js';
import { listFiles, type Listing } from '../../node/folder/listFiles.js';
import { UsageError } from '../options/usageError.js';
import { clearTerminal, printError, printRefusal } from '../print.js';
import { FolderWatchers } from './folderWatchers.js';
import { watchedFolders } from './watchedFolders.js';

/** How long changes are gathered before the files are looked at, in milliseconds: editors save in several steps. */
const GATHERED_FOR = 100;

/** Lints, and again whenever something has changed that concerns what is found, until the process is ended. */
export async function lintWatched(host: CommandLineHost, call: Omit<LintCall, 'listing'>): Promise<never> {
  const watch = new LintWatch(host, { ...call, prunes: false });
  await watch.first();
  return watch.goOn();
}

class LintWatch {
  readonly #watchers: FolderWatchers;
  /** The state that was linted last. */
  #linted = '';
  #hasChanged = false;
  #wake = (): void => undefined;

  constructor(
    private readonly host: CommandLineHost,
    private readonly call: Omit<LintCall, 'listing'>,
  ) {
    this.#watchers = new FolderWatchers(
      () => {
        this.#hasChanged = true;
        this.#wake();
      },
      (folder, error) => {
        const why = isRefusal(error) ? refusalText(error) : String(error);
        printError(host, `${folder} cannot be watched, so changes there are not seen. ${why}`);
      },
    );
  }

  /** Rejects with what is wrong about the call itself. */
  async first(): Promise<void> {
    const listing = await this.#list();
    this.#linted = this.#stateOf(listing);
    await this.#lint(listing);
  }

  async goOn(): Promise<never> {
    for (;;) {
      if (!this.#hasChanged) await new Promise<void>((resolve) => (this.#wake = resolve));
      await new Promise((resolve) => setTimeout(resolve, GATHERED_FOR));
      this.#hasChanged = false;
      try {
        await this.#lookAgain();
      } catch (error) {
        // A path that was named may come again, and what cannot be read may be readable in a moment.
        if (error instanceof UsageError) printError(this.host, error.message);
        else if (isRefusal(error)) printRefusal(this.host, fileRefusal(error));
        else throw error;
      }
    }
  }

  async #lookAgain(): Promise<void> {
    const listing = await this.#list();
    const state = this.#stateOf(listing);
    // Something else changed in one of the folders.
    if (state === this.#linted) return;
    this.#linted = state;
    if (this.host.isTerminal?.('out')) clearTerminal(this.host);
    await this.#lint(listing);
  }

  async #lint(listing: Listing): Promise<void> {
    await lintFiles(this.host, { ...this.call, listing });
    const time = this.host.now().toTimeString().slice(0, 8);
    printError(this.host, `[${time}] Watching for changes.`);
  }

  /** Lists the files once all folders that they are in are watched, so that no change is missed from then on. */
  async #list(): Promise<Listing> {
    const { root, options } = this.call;
    for (;;) {
      const listing = await listFiles(root, options);
      if (!this.#watchers.set(this.#foldersOf(listing))) return listing;
    }
  }

  #foldersOf({ folders }: Listing): readonly Place[] {
    const { root, named, input, options } = this.call;
    const others = [
      ...named.flatMap(({ names }) => names.map((name) => path.join(root, name))),
      ...(input === undefined ? [] : [path.resolve(this.host.cwd, input), path.resolve(root, input)]),
      ...(typeof options.baseline === 'object' ? [options.baseline.place] : []),
    ].map((file) => path.dirname(file));
    return [...watchedFolders(root, folders), ...others];
  }

  /** Equal for states in which the same is found. */
  #stateOf(listing: Listing): string {
    const { root, named, input } = this.call;
    const seen = listingText(seeFolder(root, listing), () => true);
    // What is named may be left out, or be elsewhere.
    const places = named.flatMap(({ names }) => names.map((name) => path.join(root, name)));
    if (input !== undefined) places.push(path.resolve(this.host.cwd, input), path.resolve(root, input));
    return [seen, ...places.map((place) => stampOf(place).text)].join('\0');
  }
}
