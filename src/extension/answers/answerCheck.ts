import { l10n, Uri, type Diagnostic, type TextDocument } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { counted } from '../../core/text/quote.js';
import { answerFile, type AnswerChecker, type PromptLanguage } from '../../language/index.js';
import type { OpenFile } from '../fixes/services.js';
import { diagnosticsOf, problemsOf, type ShownProblem } from '../problems/shownProblems.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** The bundle version that was answered, and a file or snapshot of it. */
export interface AnsweredBundle {
  readonly file: string;
  readonly reference: Reference;
}

/** A document that is checked as an answer of the model. */
export class AnswerCheck {
  #checker: AnswerChecker | undefined;
  #problems: readonly ShownProblem[] = [];
  #isCurrent = false;
  #refusal = '';

  constructor(
    readonly document: TextDocument,
    private readonly bundle: AnsweredBundle,
    private readonly services: { readonly files: PromptWorkspace; readonly language: PromptLanguage },
  ) {}

  /** What is said above the document. */
  get title(): string {
    const name = formatReference(this.bundle.reference);
    if (this.#refusal !== '') return l10n.t('Not checked as an answer of {0}: {1}', name, this.#refusal);
    if (this.#checker?.isConstrained === false)
      return l10n.t('Answer of {0}, which has no constraints', name);
    const { length } = this.#problems;
    if (length === 0) return l10n.t('Answer of {0}: no problems', name);
    return length === 1
      ? l10n.t('Answer of {0}: 1 problem', name)
      : l10n.t('Answer of {0}: {1} problems', name, counted(length));
  }

  /** What was found last. */
  get problems(): readonly ShownProblem[] {
    return this.#problems;
  }

  /** Whether its problems may be others where these files have changed. */
  concerns(files: ReadonlySet<string>): boolean {
    const own = [this.bundle.file, ...(this.#checker?.files ?? [])];
    return this.#refusal !== '' || own.some((file) => files.has(file));
  }

  /** The document as its fixes take it. */
  asOpenFile(): OpenFile {
    const text = this.document.getText();
    const { uri } = this.document;
    const subject = this.#checker?.fixSubject(text);
    if (!subject) throw new TypeError('Fixes are offered for problems that a checker has found.');
    return { uri, subject, problems: this.#problems, isAnswer: true };
  }

  /** Has the constraints read anew with the next check. */
  forgetConstraints(): void {
    this.#isCurrent = false;
  }

  async #readConstraints(): Promise<void> {
    this.#isCurrent = true;
    try {
      const { file, reference } = this.bundle;
      const checker = await this.services.language.answerChecker(file, reference);
      this.#refusal = checker ? '' : l10n.t('a file of it has been removed.');
      this.#checker = checker ?? this.#checker;
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      this.#refusal = error.message;
    }
  }

  /** What is to be shown of the document's present text; with the last constraints that could be read. */
  async check(): Promise<Diagnostic[]> {
    if (!this.#isCurrent) await this.#readConstraints();
    const { files } = this.services;
    const settings = files.settings.of(Uri.parse(this.bundle.file));
    const answer = answerFile(this.document.getText());
    const findings = settings.enable ? (this.#checker?.check(answer, settings.rules) ?? []) : [];
    const problems = await problemsOf(files, answer, findings, settings.maxNumberOfProblems);
    this.#problems = problems.shown;
    return diagnosticsOf(problems);
  }
}
