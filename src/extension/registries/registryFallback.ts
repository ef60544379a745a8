import { commands, Disposable, l10n, Uri, workspace, type LogOutputChannel } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import { isSemver } from '../../core/model/semver.js';
import { excerpt, quote } from '../../core/text/quote.js';
import { CONFIGURATION_FILE, type FallbackTemplate, type PromptLanguage } from '../../language/index.js';
import type { Page, StoredTemplate } from '../../registry/registry.js';
import { logError } from '../output/log.js';
import { showWarning } from '../output/messages.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { CONNECTIONS_SETTING, type SetRegistry } from './connections.js';
import { mayNameFallback, namedFallback } from './fallbackSetting.js';
import type { Registries } from './registries.js';
import { versionFolder } from './registryUri.js';
import { filesOfTemplate } from './versionFiles.js';

/** How long changes are gathered before references are looked up, in milliseconds. */
const DEBOUNCE = 300;
/** How many references are asked for at once. */
const BATCH = 500;
/** How long what was not found is not asked for again, in milliseconds. */
const MISSING_FOR = 60_000;
/** The most versions that are there to choose from. */
const MOST_LISTED = 20_000;

interface FallbackServices {
  readonly files: PromptWorkspace;
  readonly registries: Registries;
  readonly parse: PromptLanguage['parse'];
  readonly log: LogOutputChannel;
}

/**
 * Looks up in a registry what no file and no published version answers of the references of bundles, after each change of
 * files. Nobody waits for it: as long as the registry does not answer, it is as if none were set.
 */
export class RegistryFallback implements Disposable {
  /** When each name may be asked for again that was not found. */
  readonly #missing = new Map<string, number>();
  readonly #subscriptions: Disposable;
  #set: SetRegistry | undefined;
  /** True where all that is known may be out of date. */
  #isAnew = true;
  #isWorking = false;
  #isAgain = false;
  #isDisposed = false;
  #timer: unknown;
  /** Which one was named last. */
  #named: string | undefined;
  /** What was told last of the setting. */
  #told: string | undefined;

  constructor(private readonly services: FallbackServices) {
    const { files, registries } = services;
    this.#subscriptions = Disposable.from(
      files.onDidChange((changed) => {
        if (mayNameFallback(changed) && namedFallback(files).name !== this.#named) this.#isAnew = true;
        this.#schedule();
      }),
      registries.onDidChange(() => {
        this.#isAnew = true;
        this.#schedule();
      }),
    );
    this.#schedule();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), DEBOUNCE);
  }

  async #work(): Promise<void> {
    this.#isAgain = true;
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      while (this.#isAgain && !this.#isDisposed) {
        this.#isAgain = false;
        await this.#catchUp();
      }
    } catch (error) {
      logError(this.services.log, error);
    } finally {
      this.#isWorking = false;
    }
  }

  async #catchUp(): Promise<void> {
    const { files } = this.services;
    await files.settled();
    const isAnew = this.#isAnew;
    this.#isAnew = false;
    if (isAnew) this.#begin(await this.#registry());
    const set = this.#set;
    if (!set || this.#isDisposed) return;
    const wanted = this.#unanswered();
    this.#drop((name) => !wanted.has(name));
    const now = Date.now();
    const known = new Set(files.fallback.kept());
    const asked = [...wanted].filter(
      ([name]) => isAnew || (!known.has(name) && (this.#missing.get(name) ?? 0) <= now),
    );
    for (let at = 0; at < asked.length; at += BATCH)
      if (!(await this.#ask(set, asked.slice(at, at + BATCH)))) return;
  }

  /** The references that nothing in their folders answers, by name. */
  #unanswered(): ReadonlyMap<string, Reference> {
    const wanted = new Map<string, Reference>();
    for (const scope of this.services.files.scopes().values())
      for (const name of scope.unanswered.list()) {
        const reference = parseReference(name);
        if (reference) wanted.set(name, reference);
      }
    for (const name of this.#missing.keys()) if (!wanted.has(name)) this.#missing.delete(name);
    return wanted;
  }

  /** Asks for some references. False where the registry does not answer. */
  async #ask(set: SetRegistry, asked: readonly (readonly [string, Reference])[]): Promise<boolean> {
    const { files, registries } = this.services;
    const found = await registries.ask(set, async ({ store }) =>
      store?.templates(asked.map(([, reference]) => reference)),
    );
    // Another registry may be meant by now: then it is asked next.
    if (!found || this.#isDisposed || this.#isAnew) return false;
    const until = Date.now() + MISSING_FOR;
    const answers = new Map<string, FallbackTemplate | undefined>();
    for (const [name, reference] of asked) {
      const stored = found.get(name);
      const answer = stored && this.#answerOf(set, reference, stored);
      if (answer) this.#missing.delete(name);
      else this.#missing.set(name, until);
      const before = files.fallback.get(reference);
      if (answer ? before?.parsed.source.text !== answer.parsed.source.text : before)
        answers.set(name, answer);
    }
    files.answer(answers);
    return true;
  }

  #answerOf(set: SetRegistry, reference: Reference, stored: StoredTemplate): FallbackTemplate | undefined {
    const [[name, text] = ['', '']] = filesOfTemplate(stored, this.services.parse);
    const type = fileTypeOf(name);
    if (!type) return undefined;
    const folder = versionFolder({ registry: set.name, kind: 'template', reference });
    return {
      file: Uri.joinPath(folder, name).toString(),
      parsed: this.services.parse(type, { text }),
      template: stored.template,
    };
  }

  /** Begins to look up in a registry, or stops. What was found in the same one stays until it answers anew. */
  #begin(set: SetRegistry | undefined): void {
    const { files } = this.services;
    const isSame = this.#set?.name === set?.name && this.#set?.address === set?.address;
    this.#set = set;
    this.#missing.clear();
    if (!isSame) this.#drop(() => true);
    let isListing = false;
    files.fallback.begin(set?.name, () => {
      if (isListing || !set) return;
      isListing = true;
      // What did not answer is asked again with the next completion.
      void this.#list(set).finally(() => {
        isListing = false;
      });
    });
    if (!set) for (const scope of files.scopes().values()) scope.unanswered.stop();
  }

  /** Forgets some of what was found. */
  #drop(isGone: (name: string) => boolean): void {
    const { files } = this.services;
    const gone = [...files.fallback.kept()].filter(isGone);
    if (gone.length > 0) files.answer(new Map(gone.map((name) => [name, undefined])));
  }

  /** Reads the names of the versions there are to choose from. */
  async #list(set: SetRegistry): Promise<void> {
    const { files, registries } = this.services;
    const all: Reference[] = [];
    let after: Reference | undefined;
    do {
      const behind = after;
      const page: Page<Reference, Reference> | undefined = await registries.ask(set, async ({ store }) =>
        store?.list('template', behind),
      );
      if (this.#set !== set || !page) return;
      for (const { id, semver } of page.items) if (isSemver(semver)) all.push({ id, semver });
      after = page.next;
    } while (after && all.length < MOST_LISTED);
    files.fallback.list(all.slice(0, MOST_LISTED));
  }

  /** The registry that is set; why it is of no use is told once. */
  async #registry(): Promise<SetRegistry | undefined> {
    const { name, by } = namedFallback(this.services.files);
    this.#named = name;
    if (name === '' || !workspace.isTrusted) return undefined;
    const set = await this.services.registries.named(name);
    if (set?.connection.kind === 'postgresql') return set;
    const problem = set
      ? l10n.t(
          '{0} is reached over HTTP, where no template can be read. References are looked up in a PostgreSQL database alone.',
          excerpt(name),
        )
      : by === 'configuration'
        ? l10n.t(
            '{0} names the registry {1}, which is not among yours, so references are looked up nowhere. Add it to {2}.',
            CONFIGURATION_FILE.join('/'),
            excerpt(name),
            quote(CONNECTIONS_SETTING),
          )
        : l10n.t(
            'No registry is set by the name {0}, so references are looked up nowhere. Name one of {1}.',
            excerpt(name),
            quote(CONNECTIONS_SETTING),
          );
    this.#tell(problem);
    return undefined;
  }

  #tell(problem: string): void {
    if (problem === this.#told) return;
    this.#told = problem;
    const open = l10n.t('Open Settings');
    void showWarning(problem, open).then((answer) => {
      if (answer) void commands.executeCommand('workbench.action.openSettings', 'promptBundles.registry');
    });
  }
}
