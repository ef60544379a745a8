import {
  Disposable,
  EventEmitter,
  Uri,
  window,
  workspace,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { bundlesAround, type PromptLanguage } from '../../language/index.js';
import { logError } from '../output/log.js';
import { filesInTabs } from '../workspace/openTabs.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { changesSettings, type Settings } from '../workspace/settings.js';
import { shownDocument } from '../workspace/shownDocument.js';
import { TimeSlice } from '../workspace/timeSlice.js';
import { toRange } from './diagnostic.js';
import { ProblemQueue, type Step } from './problemQueue.js';
import { problemsOf, ShownProblems, type FileProblems, type ShownProblem } from './shownProblems.js';
import { Typing } from './typing.js';

export type { ShownProblem } from './shownProblems.js';

/** How long problems are gathered that are not in view, before they are shown, in milliseconds. */
const SHOWN_EVERY = 150;

/**
 * Keeps the Problems panel at what the workspace's files and editors say: after each change, the files that changed, those
 * that depend on them, and the bundles they are part of; what is in view first.
 */
export class Diagnostics implements Disposable {
  readonly #shown = new ShownProblems();
  readonly #typing: Typing;
  /** The last look at each file that is under way. */
  readonly #looks = new Map<string, object>();
  readonly #queue: ProblemQueue;
  #isWorking = false;
  #hasFailed = false;
  readonly #didCheck = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  /** Fires with the files whose problems were looked for anew, whether they are others or not. */
  readonly onDidShow = this.#shown.onDidShow;
  /** Fires when nothing is left to check. */
  readonly onDidCheck = this.#didCheck.event;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly language: PromptLanguage,
    private readonly log: LogOutputChannel,
  ) {
    this.#typing = new Typing((file) => void this.#showNow(file));
    this.#queue = new ProblemQueue({
      expects: (file) => (files.scopeOf(file).get(file)?.expected.length ?? 0) > 0,
      isChecked: (bundle) => files.isChecked(bundle),
      bundlesAround: (file) => bundlesAround(files.scopeOf(file), file),
      inView: filesInView,
    });
    this.#subscriptions = Disposable.from(
      this.#shown,
      this.#typing,
      this.#didCheck,
      files.onDidChange((changed) => {
        this.#queue.take(changed);
        this.#start();
      }),
      window.onDidChangeVisibleTextEditors(() => {
        if (this.#isWorking) this.#queue.hurry();
      }),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (fileTypeOf(uri.path)) void this.#showNow(uri.toString());
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesSettings(event)) this.#showAll();
      }),
    );
  }

  /** What is shown of a file. */
  problems(file: string): readonly ShownProblem[] {
    return this.#shown.of(file);
  }

  /** True where all that changed is checked. */
  isChecked(): boolean {
    return !this.#isWorking && !this.#hasFailed;
  }

  /** Settles when nothing is left to check. */
  async checked(): Promise<void> {
    while (this.#isWorking)
      await new Promise<void>((resolve) => {
        const subscription = this.onDidCheck(() => {
          subscription.dispose();
          resolve();
        });
      });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #start(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    void this.#run();
  }

  /** Checks the bundles and shows the files that wait for it, once the index is whole: before, everything is missing. */
  async #run(): Promise<void> {
    // Each bundle reads its parts, which others have as well, and are shown next.
    const letGo = this.files.keepParsed();
    try {
      await this.files.load().catch(() => undefined);
      const slice = new TimeSlice();
      let lastShown = Date.now();
      for (;;) {
        await this.#queue.sort(slice);
        const step = this.#queue.next();
        if (!step) break;
        await this.#do(step);
        if (step.isInView || Date.now() - lastShown >= SHOWN_EVERY) {
          this.#shown.flush();
          lastShown = Date.now();
        }
        await slice.pause();
      }
    } finally {
      this.#isWorking = false;
      this.#shown.flush();
      letGo();
      this.#didCheck.fire();
    }
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'bundle':
        return this.#attempt(async () => {
          this.#queue.touch(await this.language.assemble(step.bundle));
        });
      case 'files':
        await Promise.all(step.files.map((file) => this.#attempt(() => this.#look(file))));
        return;
      case 'input':
        await this.#attempt(() => this.language.compareExpectations(step.input));
        return this.#attempt(() => this.#look(step.input));
    }
  }

  /** What goes wrong with one file or bundle, were it a fault of ours, keeps no other from being checked. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      // What was not checked is not known.
      this.#hasFailed = true;
      logError(this.log, error);
    }
  }

  async #showNow(file: string): Promise<void> {
    await this.#attempt(() => this.#look(file));
    this.#shown.flush();
  }

  /** Looks at what there is to show of a file. A newer look overtakes an older one. */
  async #look(file: string): Promise<void> {
    const uri = Uri.parse(file);
    const settings = this.files.settings.of(uri);
    const document = shownDocument(uri);
    if (settings.enable && settings.run === 'onSave' && document?.isDirty) return;
    const look = {};
    this.#looks.set(file, look);
    const counted = this.language.baselineState(file);
    try {
      const problems = await this.#problemsOf(file, uri, settings, document);
      if (this.#looks.get(file) === look) this.#shown.gather(file, problems);
      this.#lookAtBaseline(file, counted);
    } finally {
      if (this.#looks.get(file) === look) this.#looks.delete(file);
    }
  }

  async #problemsOf(
    file: string,
    uri: Uri,
    settings: Settings,
    document: TextDocument | undefined,
  ): Promise<FileProblems> {
    const { files, language } = this;
    const nothing = { uri, shown: [], cut: 0 };
    if (!settings.enable || !files.isReported(uri)) return nothing;
    const configuration = files.configurationAt(file);
    const record = files.scopeOf(file).record(file);
    // Of most files there is nothing to tell, whatever their text: it need not be read.
    if (!configuration && !record && language.isClear(file)) return nothing;
    const parsed = await files.told.read(file);
    const sourced = parsed ?? configuration ?? record;
    if (!sourced) return nothing;
    const findings = parsed
      ? language.diagnose(file, parsed, settings.rules)
      : (configuration?.findings ?? language.diagnosePublished(file, settings.rules));
    const waiting = settings.waitAtCursor
      ? findings.filter(
          (finding) => !this.#typing.isAtCursor(document, finding, () => toRange(sourced, finding.range)),
        )
      : findings;
    return { uri, ...(await problemsOf(files.told, sourced, waiting, settings.maxNumberOfProblems)) };
  }

  /** What is told of a baseline follows from what is found in the files that it speaks of. */
  #lookAtBaseline(file: string, counted: object | undefined): void {
    const scope = this.files.scopeOf(file);
    const baseline = scope.baseline.of(file) && scope.baseline.file?.file;
    if (baseline === undefined) return;
    if (scope.get(file) && this.language.baselineState(file) === counted) return;
    this.#queue.takeLater([baseline]);
    this.#start();
  }

  #showAll(): void {
    for (const scope of this.files.scopes().values()) {
      this.#queue.takeLater(scope.files());
      this.#queue.takeLater(scope.records());
    }
    this.#queue.hurry();
    this.#start();
  }
}

/** The prompt files that visible editors show, then those of other tabs. */
function filesInView(): string[] {
  const uris = [...window.visibleTextEditors.map(({ document }) => document.uri), ...filesInTabs()];
  return [...new Set(uris.filter(({ path }) => fileTypeOf(path)).map((uri) => uri.toString()))];
}
