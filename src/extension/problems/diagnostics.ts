import {
  Disposable,
  EventEmitter,
  languages,
  Uri,
  window,
  workspace,
  type Diagnostic,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { Finding } from '../../core/model/findings.js';
import type { PromptLanguage } from '../../language/index.js';
import { cutDiagnostic, toDiagnostic, toRange } from './diagnostic.js';
import { changesSettings, readSettings } from '../workspace/settings.js';
import { inBatches } from '../workspace/inBatches.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { logError } from '../output/log.js';

/** How long the author may pause inside a word or sentence before it is checked, in milliseconds. */
const CURSOR_PAUSE = 1500;
/** Codes that half-written text brings about by itself. */
const WAITING_CODES: ReadonlySet<string> = new Set([
  'forbidden-token',
  'sentence-too-long',
  'unknown-placeholder',
  'emoji',
]);

/** How long checks run before they yield to others of the extension host, in milliseconds. */
const YIELD_AFTER_MS = 10;
/** How many files are shown at once. */
const SHOWN_AT_ONCE = 32;

/** Bundles to check anew, files to show after that, and then inputs whose expectations to compare before they are shown. */
interface Queue {
  readonly bundles: Set<string>;
  readonly files: Set<string>;
  readonly inputs: Set<string>;
}

const emptyQueue = (): Queue => ({ bundles: new Set(), files: new Set(), inputs: new Set() });

/** A problem in the Problems panel and the finding it shows. */
export interface ShownProblem {
  readonly diagnostic: Diagnostic;
  readonly finding: Finding;
}

/**
 * Keeps the Problems panel at what the workspace's files and editors say: after each change, the files that changed, those
 * that depend on them, and the bundles they are part of. What a newer change asks for comes before what is left of an older one.
 */
export class Diagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('prompt-bundles');
  readonly #shown = new Map<string, readonly ShownProblem[]>();
  readonly #turns = new Map<string, number>();
  readonly #didShow = new EventEmitter<string>();
  /** What the latest change asks for, and what earlier ones have left to do. */
  #next = emptyQueue();
  readonly #later = emptyQueue();
  #isWorking = false;
  readonly #subscriptions: Disposable;
  /** The document that is being typed in, until its author pauses or moves on. */
  #typing: { document: TextDocument; timer: unknown } | undefined;

  /** Fires with a file whose problems are shown anew. */
  readonly onDidShow = this.#didShow.event;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly language: PromptLanguage,
    private readonly log: LogOutputChannel,
  ) {
    this.#subscriptions = Disposable.from(
      this.#collection,
      this.#didShow,
      files.onDidChange((changed) => {
        this.#take(changed);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#startTyping(document);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#moveOn(textEditor.document);
      }),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (fileTypeOf(uri.path)) void this.#show(uri.toString());
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesSettings(event)) this.#showAll();
      }),
    );
  }

  /** What is shown of a file. */
  problems(file: string): readonly ShownProblem[] {
    return this.#shown.get(file) ?? [];
  }

  dispose(): void {
    clearTimeout(this.#typing?.timer);
    this.#subscriptions.dispose();
  }

  /** What was left to do for earlier changes can wait for what this one asks for. */
  #take(changed: ReadonlySet<string>): void {
    for (const kind of ['bundles', 'files', 'inputs'] as const) addAll(this.#later[kind], this.#next[kind]);
    this.#next = emptyQueue();
    for (const file of changed) {
      const isBundle = fileTypeOf(file)?.kind === 'bundle';
      // What an input expects is shown with all else that is told of it.
      this.#next[this.#expects(file) ? 'inputs' : 'files'].add(file);
      if (isBundle) this.#next.bundles.add(file);
      this.#later.bundles.delete(file);
    }
    this.#start();
  }

  #start(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    void this.#run();
  }

  /** Checks the bundles and shows the files that wait for it, once the index is whole: before, everything is missing. */
  async #run(): Promise<void> {
    try {
      await this.files.load().catch(() => undefined);
      let lastYield = Date.now();
      for (let queue = this.#nextQueue(); queue; queue = this.#nextQueue()) {
        const [bundle] = queue.bundles;
        const [input] = queue.inputs;
        if (bundle !== undefined) await this.#attempt(() => this.#checkBundle(queue, bundle));
        else if (queue.files.size > 0) await this.#showFiles(queue);
        else if (input !== undefined) await this.#checkInput(queue, input);
        if (Date.now() - lastYield < YIELD_AFTER_MS) continue;
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        lastYield = Date.now();
      }
    } finally {
      this.#isWorking = false;
    }
  }

  #nextQueue(): Queue | undefined {
    return [this.#next, this.#later].find((queue) => Object.values(queue).some(({ size }) => size > 0));
  }

  async #checkBundle(queue: Queue, bundle: string): Promise<void> {
    queue.bundles.delete(bundle);
    const touched = await this.language.assemble(bundle);
    addAll((queue === this.#next ? queue : this.#later).files, touched);
  }

  #expects(file: string): boolean {
    return (this.files.scopeOf(file).get(file)?.expected.length ?? 0) > 0;
  }

  async #checkInput({ inputs }: Queue, input: string): Promise<void> {
    inputs.delete(input);
    await this.#attempt(() => this.language.compareExpectations(input));
    await this.#attempt(() => this.#show(input));
  }

  async #showFiles({ files }: Queue): Promise<void> {
    const shown = [...files];
    files.clear();
    await inBatches(shown, SHOWN_AT_ONCE, (file) => this.#attempt(() => this.#show(file)));
  }

  /** What goes wrong with one file or bundle, were it a fault of ours, keeps no other from being checked. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      logError(this.log, error);
    }
  }

  async #show(file: string): Promise<void> {
    const uri = Uri.parse(file);
    const settings = readSettings(uri);
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === file);
    if (settings.enable && settings.run === 'onSave' && document?.isDirty) return;
    const turn = (this.#turns.get(file) ?? 0) + 1;
    this.#turns.set(file, turn);
    const isReported = settings.enable && this.files.isReported(uri);
    const parsed = isReported ? await this.files.told.read(file) : undefined;
    const snapshot = isReported ? this.files.scopeOf(file).published.get(file) : undefined;
    const sourced = parsed ?? snapshot;
    const findings = parsed
      ? this.language.diagnose(file, parsed, settings.rules)
      : this.language.diagnosePublished(file, settings.rules);
    const waiting =
      sourced && settings.waitAtCursor
        ? findings.filter((finding) => !this.#isAtCursor(document, finding, toRange(sourced, finding.range)))
        : findings;
    const counted = waiting.slice(0, settings.maxNumberOfProblems);
    const shown = sourced
      ? await Promise.all(
          counted.map(async (finding) => ({
            finding,
            diagnostic: await toDiagnostic(this.files.told, sourced, finding),
          })),
        )
      : [];
    if (this.#turns.get(file) !== turn) return;
    if (shown.length > 0) this.#shown.set(file, shown);
    else this.#shown.delete(file);
    const cut = waiting.length - counted.length;
    this.#collection.set(uri, [
      ...shown.map(({ diagnostic }) => diagnostic),
      ...(cut > 0 ? [cutDiagnostic(cut)] : []),
    ]);
    this.#didShow.fire(file);
  }

  #showAll(): void {
    for (const scope of this.files.scopes().values()) {
      addAll(this.#later.files, scope.files());
      addAll(
        this.#later.files,
        scope.published.files().map(({ file }) => file),
      );
    }
    this.#start();
  }

  /** Only one document is being typed in: what was kept back in another is shown. */
  #startTyping(document: TextDocument): void {
    if (!fileTypeOf(document.uri.path)) return;
    const left = this.#typing;
    clearTimeout(left?.timer);
    const timer = setTimeout(() => {
      this.#stopTyping();
    }, CURSOR_PAUSE);
    this.#typing = { document, timer };
    if (left && left.document !== document) void this.#show(left.document.uri.toString());
  }

  /** A cursor that moves without an edit has left what it was writing; one that an edit moves has not. */
  #moveOn(document: TextDocument): void {
    if (this.#typing?.document === document) void this.#show(document.uri.toString());
  }

  #stopTyping(): void {
    const file = this.#typing?.document.uri.toString();
    this.#typing = undefined;
    if (file !== undefined) void this.#show(file);
  }

  /** True for a finding on the text that somebody is writing at this moment. */
  #isAtCursor(
    document: TextDocument | undefined,
    { code }: Finding,
    range: ReturnType<typeof toRange>,
  ): boolean {
    if (!document || this.#typing?.document !== document || !WAITING_CODES.has(code)) return false;
    return window.visibleTextEditors.some(
      (editor) =>
        editor.document === document && editor.selections.some(({ active }) => range.contains(active)),
    );
  }
}

function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}
