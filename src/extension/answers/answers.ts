import {
  CodeActionKind,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  window,
  workspace,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import { lensOf } from '../output/editors.js';
import { logError } from '../output/log.js';
import { changesSettings } from '../workspace/settings.js';
import { filesInTabs } from '../workspace/openTabs.js';
import { AnswerCheck, type AnsweredBundle } from './answerCheck.js';

/** How long somebody may pause while typing before the answer is checked, in milliseconds. */
const TYPING_PAUSE = 150;

/** Documents that are checked as answers of the model: live, while they are open. */
export class Answers implements Disposable {
  readonly #checks = new Map<string, AnswerCheck>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #problems = languages.createDiagnosticCollection('prompt-bundles-answers');
  readonly #lensesChanged = new EventEmitter<undefined>();
  readonly #owned = [Disposable.from(this.#problems, this.#lensesChanged)];

  constructor(private readonly services: BaseServices) {}

  /** Checks a document from now on; one that is checked already, against this bundle. */
  async start(document: TextDocument, bundle: AnsweredBundle): Promise<void> {
    if (this.#owned.length === 1) this.#owned.push(this.#follow());
    const key = document.uri.toString();
    const check = new AnswerCheck(document, bundle, this.services);
    this.#checks.set(key, check);
    this.services.answers.set(key, () => check.asOpenFile());
    await this.#show(key);
  }

  /** Checks a document no longer. */
  stop(uri: Uri | undefined): void {
    const key = uri?.toString() ?? '';
    if (!this.#checks.delete(key)) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.services.answers.delete(key);
    if (uri) this.#problems.delete(uri);
    this.#lensesChanged.fire(undefined);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const owned of this.#owned) owned.dispose();
  }

  /** Follows the documents and what they are held to, from the first answer on. */
  #follow(): Disposable {
    const anywhere = { scheme: '*' };
    return Disposable.from(
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#schedule(document.uri.toString());
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        const shown = closed.length > 0 ? filesInTabs().map(String) : [];
        for (const { document } of this.#checks.values())
          if (closed.length > 0 && !shown.includes(document.uri.toString())) this.stop(document.uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (changesSettings(event)) for (const key of this.#checks.keys()) this.#schedule(key);
      }),
      this.services.files.onDidChange((files) => {
        for (const [key, check] of this.#checks)
          if (check.concerns(files)) this.#schedule(key, 'constraints');
      }),
      this.services.fixes.provideIn(anywhere, [CodeActionKind.QuickFix], (uri, range, only) => {
        const { problems = [] } = this.#checks.get(uri.toString()) ?? {};
        const isWanted = only?.intersects(CodeActionKind.QuickFix) ?? true;
        return isWanted && problems.some(({ diagnostic }) => diagnostic.range.intersection(range));
      }),
      languages.registerCodeLensProvider(anywhere, {
        onDidChangeCodeLenses: (listener) => this.#lensesChanged.event(() => void listener()),
        provideCodeLenses: ({ uri }) => {
          const check = this.#checks.get(uri.toString());
          if (!check) return [];
          const start = new Range(0, 0, 0, 0);
          return [
            lensOf(start, check.title, 'promptBundles.checkAnswer', [uri]),
            lensOf(start, l10n.t('Stop checking'), 'promptBundles.stopCheckingAnswer', [uri]),
          ];
        },
      }),
    );
  }

  /** Checks a document once its author pauses; with the constraints as they are then, where they changed. */
  #schedule(key: string, changed: 'text' | 'constraints' = 'text'): void {
    const check = this.#checks.get(key);
    if (!check) return;
    if (changed === 'constraints') check.forgetConstraints();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#show(key), TYPING_PAUSE),
    );
  }

  async #show(key: string): Promise<void> {
    const check = this.#checks.get(key);
    if (!check) return;
    try {
      const shown = await check.check();
      if (this.#checks.get(key) !== check) return;
      this.#problems.set(check.document.uri, shown);
      this.#lensesChanged.fire(undefined);
    } catch (error) {
      logError(this.services.log, error);
    }
  }
}
