import {
  Disposable,
  EventEmitter,
  languages,
  Uri,
  window,
  workspace,
  type Diagnostic,
  type TextDocument,
} from 'vscode';
import type { Finding } from '../core/model/findings.js';
import { AssembledIndex } from '../language/constraints/assembledIndex.js';
import { reportedFindings } from '../language/reportedFindings.js';
import type { ScopeIndex } from '../language/scopeIndex.js';
import type { BundleRenderer } from './bundleRenderer.js';
import { cutDiagnostic, toDiagnostic, toRange } from './diagnostic.js';
import { changesSettings, readSettings } from './settings.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** How long the author may pause inside a word or sentence before it is checked, in milliseconds. */
const CURSOR_PAUSE = 1500;
/** Codes that half-written text brings about by itself. */
const WAITING_CODES: ReadonlySet<string> = new Set([
  'forbidden-token',
  'sentence-too-long',
  'unknown-placeholder',
  'emoji',
]);

/** A problem in the Problems panel and the finding it shows. */
export interface ShownProblem {
  readonly diagnostic: Diagnostic;
  readonly finding: Finding;
}

/**
 * Keeps the Problems panel at what the workspace's files and editors say: after each change, the files that changed, those
 * that depend on them, and the bundles they are part of. A newer change overtakes the work for an older one.
 */
export class Diagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('prompt-bundles');
  readonly #assembled = new WeakMap<ScopeIndex, AssembledIndex>();
  readonly #shown = new Map<string, readonly ShownProblem[]>();
  readonly #turns = new Map<string, number>();
  readonly #didShow = new EventEmitter<string>();
  readonly #subscriptions: Disposable;
  /** The document that is being typed in, until its author pauses or moves on. */
  #typing: { document: TextDocument; timer: unknown } | undefined;

  /** Fires with a file whose problems are shown anew. */
  readonly onDidShow = this.#didShow.event;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly renderer: BundleRenderer,
  ) {
    this.#subscriptions = Disposable.from(
      this.#collection,
      this.#didShow,
      files.onDidChange((changed) => void this.#update(changed)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#startTyping(document);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#moveOn(textEditor.document);
      }),
      workspace.onDidSaveTextDocument(({ uri }) => void this.#update(new Set([uri.toString()]))),
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

  async #update(changed: ReadonlySet<string>): Promise<void> {
    const affected = new Set(changed);
    for (const file of changed) {
      for (const bundle of this.#bundlesAround(file)) {
        for (const touched of await this.#assembledOf(bundle).refresh(bundle)) affected.add(touched);
      }
    }
    await Promise.all([...affected].map((file) => this.#show(file)));
  }

  /** The bundle itself; or the bundles that an input may be meant for. Users of a template are among what it affects. */
  #bundlesAround(file: string): readonly string[] {
    const scope = this.files.scopeOf(file);
    const kind = scope.get(file)?.kind;
    if (kind === 'input') return scope.bundleFiles();
    return kind === 'template' ? [] : [file];
  }

  #assembledOf(file: string): AssembledIndex {
    const scope = this.files.scopeOf(file);
    const known = this.#assembled.get(scope);
    if (known) return known;
    const { files } = this;
    const index = new AssembledIndex({
      scope,
      files,
      cache: files.cache,
      generator: () => this.renderer.generatorFor(file),
    });
    this.#assembled.set(scope, index);
    return index;
  }

  async #show(file: string): Promise<void> {
    const uri = Uri.parse(file);
    const settings = readSettings(uri);
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === file);
    if (settings.enable && settings.run === 'onSave' && document?.isDirty) return;
    const turn = (this.#turns.get(file) ?? 0) + 1;
    this.#turns.set(file, turn);
    const parsed = settings.enable ? await this.files.read(file) : undefined;
    const findings = parsed
      ? reportedFindings(this.files.scopeOf(file), this.#assembledOf(file), file, parsed, settings.rules)
      : [];
    const waiting =
      parsed && settings.waitAtCursor
        ? findings.filter((finding) => !this.#isAtCursor(document, finding, toRange(parsed, finding.range)))
        : findings;
    const counted = waiting.slice(0, settings.maxNumberOfProblems);
    const shown = parsed
      ? await Promise.all(
          counted.map(async (finding) => ({
            finding,
            diagnostic: await toDiagnostic(this.files, parsed, finding),
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
    for (const scope of this.files.scopes().values()) for (const file of scope.files()) void this.#show(file);
  }

  #startTyping(document: TextDocument): void {
    clearTimeout(this.#typing?.timer);
    const timer = setTimeout(() => {
      this.#stopTyping();
    }, CURSOR_PAUSE);
    this.#typing = { document, timer };
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
