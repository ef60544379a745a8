import type { InputFile } from '../../core/documents/promptFile.js';
import type { Finding } from '../../core/model/findings.js';
import { PromptError } from '../../core/model/promptError.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import type { PromptFileReader } from '../scopes/indexSources.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import {
  compareExpectation,
  failed,
  writtenExpectations,
  type WrittenExpectation,
} from './compareExpectation.js';
import { areSame, versionStates } from './versionStates.js';
import { whyNotRendered, type NotRendered } from './whyNotRendered.js';

export interface ExpectationIndexOptions {
  readonly scope: ScopeIndex;
  readonly files: PromptFileReader;
  readonly generator: () => Promise<Pick<PromptGenerator, 'renderFromBundle'>>;
}

/** What an expectation came to, and the states that its version was rendered in; none for one that did not render. */
interface Compared {
  readonly states: readonly object[] | undefined;
  readonly findings: readonly Finding[];
}

/** The expectations of an input in one state of it, by the version they are of. */
interface CheckedInput {
  readonly summary: FileSummary;
  readonly compared: ReadonlyMap<string, Compared>;
}

/** What the expectations of a scope's inputs come to: kept for each input, and compared anew where something changed. */
export class ExpectationIndex {
  readonly #checked = new Map<string, CheckedInput>();
  /** The latest check of each input that is under way. */
  readonly #running = new Map<string, object>();

  constructor(private readonly options: ExpectationIndexOptions) {}

  /** Compares all that an input expects with what is rendered now. A version that nothing changed for is not rendered again. */
  async refresh(input: string): Promise<void> {
    const turn = {};
    this.#running.set(input, turn);
    try {
      const checked = await this.#check(input);
      if (this.#running.get(input) !== turn) return;
      if (checked) this.#checked.set(input, checked);
      else this.#checked.delete(input);
    } finally {
      if (this.#running.get(input) === turn) this.#running.delete(input);
    }
  }

  /** How many expectations of an input were compared in the state that it is in, and what each that does not hold begins with. */
  results(input: string): { readonly total: number; readonly failed: readonly Finding[] } | undefined {
    const checked = this.#checked.get(input);
    if (!checked || checked.summary !== this.options.scope.get(input)) return undefined;
    const compared = [...checked.compared.values()];
    return { total: compared.length, failed: compared.flatMap(({ findings }) => findings.slice(0, 1)) };
  }

  /** The expectations of an input that do not hold; none before they were compared in the state that it is in. */
  findings(input: string): readonly Finding[] {
    const checked = this.#checked.get(input);
    if (!checked || checked.summary !== this.options.scope.get(input)) return [];
    return [...checked.compared.values()].flatMap(({ findings }) => findings);
  }

  /** `undefined` for what expects nothing, or has errors of its own. */
  async #check(input: string): Promise<CheckedInput | undefined> {
    const { scope, files } = this.options;
    const summary = scope.get(input);
    if (!summary?.isValid || summary.expected.length === 0) return undefined;
    const parsed = await files.read(input);
    if (parsed?.kind !== 'input' || !parsed.model) return undefined;
    const before = this.#checked.get(input);
    const known = before?.summary === summary ? before.compared : undefined;
    const compared = new Map<string, Compared>();
    for (const expectation of writtenExpectations(parsed.root)) {
      const reference = parseReference(expectation.name);
      if (!reference) continue;
      const states = versionStates(scope, reference);
      const kept = known?.get(expectation.name);
      compared.set(
        expectation.name,
        kept?.states && areSame(kept.states, states)
          ? kept
          : await this.#compare(expectation, reference, parsed, parsed.model, states),
      );
    }
    return { summary, compared };
  }

  async #compare(
    expectation: WrittenExpectation,
    reference: Reference,
    parsed: InputFile,
    input: RenderInput,
    states: readonly object[],
  ): Promise<Compared> {
    const { render, problem } = await this.#render(reference, input);
    if (render) return { states, findings: compareExpectation(expectation, render, parsed.source.text) };
    const { message, related } = problem;
    return { states: undefined, findings: [failed(message, expectation.keyRange, { related })] };
  }

  async #render(
    bundle: Reference,
    input: RenderInput,
  ): Promise<
    | { readonly render: Render; readonly problem?: undefined }
    | { readonly render?: undefined; readonly problem: NotRendered }
  > {
    try {
      const generator = await this.options.generator();
      return { render: await generator.renderFromBundle({ bundle, input }) };
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      return { problem: whyNotRendered(this.options.scope, bundle, error) };
    }
  }
}
