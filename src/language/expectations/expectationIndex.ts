import type { InputFile } from '../../core/documents/promptFile.js';
import type { LoadTokenizer } from '../../core/model/encodings.js';
import type { Finding, RelatedPlace, TextRange } from '../../core/model/findings.js';
import { PromptError } from '../../core/model/promptError.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import type { PromptFileReader } from '../scopes/indexSources.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { evaluateExpectation, failed, type SingleExpectation } from './evaluateExpectation.js';
import { areSame, versionStates } from './versionStates.js';
import { whyNotRendered, type NotRendered } from './whyNotRendered.js';
import { writtenExpectations, type WrittenExpectation } from './writtenExpectations.js';

/** A render of a version with an input. */
export interface RenderedInput {
  readonly bundle: Reference;
  /** The key of the input's file. */
  readonly file: string;
  readonly parsed: InputFile;
  readonly model: RenderInput;
}

export interface ExpectationIndexOptions {
  readonly scope: ScopeIndex;
  readonly files: PromptFileReader;
  readonly generator: () => Promise<Pick<PromptGenerator, 'renderFromBundle'>>;
  readonly loadTokenizer?: LoadTokenizer | undefined;
  /** Where a prompt breaks the constraints of its bundle. */
  readonly promptFindings: (rendered: RenderedInput) => Promise<readonly RelatedPlace[]>;
}

/** What an input expects of one version, and what came of it. */
export interface ComparedVersion {
  /** `bundle_id@semver`. */
  readonly name: string;
  /** Where that is written. */
  readonly range: TextRange;
  /** Each thing that is expected, in order; none where the version cannot be rendered. */
  readonly expectations: readonly SingleExpectation[];
  /** That it cannot be rendered, and why. */
  readonly problem?: Finding;
}

/** What became of the expectations of an input. */
export interface ExpectationResults {
  /** How many versions were compared. */
  readonly total: number;
  /** Of each version of which not all holds, the first thing that is otherwise. */
  readonly failed: readonly Finding[];
  /** The versions, in the order they are written in. */
  readonly versions: readonly ComparedVersion[];
}

/** What a version came to, and the states that it was rendered in; none for one that did not render. */
interface Compared extends ComparedVersion {
  readonly states: readonly object[] | undefined;
}

/** The expectations of an input in one state of it, by the version they are of. */
interface CheckedInput {
  readonly summary: FileSummary;
  readonly compared: ReadonlyMap<string, Compared>;
}

/** What the expectations of a scope's inputs come to: kept for each input, and compared anew where something changed. */
export class ExpectationIndex {
  readonly #checked = new Map<string, CheckedInput>();
  /** The latest comparison of each input that is under way. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(private readonly options: ExpectationIndexOptions) {}

  /**
   * Compares all that an input expects with what is rendered now; a version that nothing changed for is not rendered again.
   * Settles when the results are those of the state that the input is in by then.
   */
  refresh(input: string): Promise<void> {
    const refreshing: Promise<void> = this.#check(input)
      .then((checked) => {
        const latest = this.#running.get(input);
        // One that began later knows more.
        if (latest !== refreshing) return latest;
        if (checked) this.#checked.set(input, checked);
        else this.#checked.delete(input);
        return undefined;
      })
      .finally(() => {
        if (this.#running.get(input) === refreshing) this.#running.delete(input);
      });
    this.#running.set(input, refreshing);
    return refreshing;
  }

  /** What became of the expectations of an input, once they were compared in the state that it is in. */
  results(input: string): ExpectationResults | undefined {
    const checked = this.#checked.get(input);
    if (!checked || checked.summary !== this.options.scope.get(input)) return undefined;
    const versions = [...checked.compared.values()];
    return {
      total: versions.length,
      failed: versions.flatMap((version) => findingsOf(version).slice(0, 1)),
      versions,
    };
  }

  /** The expectations of an input that do not hold; none before they were compared in the state that it is in. */
  findings(input: string): readonly Finding[] {
    return this.results(input)?.versions.flatMap(findingsOf) ?? [];
  }

  /** Holds a render to what its input expects of that version: an input that need not be among the files of the scope. */
  evaluate(
    written: WrittenExpectation,
    render: Render,
    rendered: RenderedInput,
  ): Promise<readonly SingleExpectation[]> {
    const { loadTokenizer, promptFindings } = this.options;
    const findings = (): Promise<readonly RelatedPlace[]> => promptFindings(rendered);
    return evaluateExpectation(written, { render, loadTokenizer, findings }, rendered.parsed.source.text);
  }

  /** What an input expects in the state that it is in when this settles; `undefined` for what expects nothing, or has errors of its own. */
  async #check(input: string): Promise<CheckedInput | undefined> {
    const { scope } = this.options;
    for (;;) {
      const summary = scope.get(input);
      const checked = await this.#checkState(input, summary);
      if (scope.get(input) === summary) return checked;
    }
  }

  async #checkState(input: string, summary: FileSummary | undefined): Promise<CheckedInput | undefined> {
    const { scope, files } = this.options;
    if (!summary?.isValid || summary.expected.length === 0) return undefined;
    const parsed = await files.read(input);
    if (parsed?.kind !== 'input' || !parsed.model) return undefined;
    const before = this.#checked.get(input);
    const known = before?.summary === summary ? before.compared : undefined;
    const compared = new Map<string, Compared>();
    // It says which findings count.
    const configured = [scope.surroundings.configuration?.()].filter((one) => one !== undefined);
    for (const expectation of writtenExpectations(parsed.root)) {
      const bundle = parseReference(expectation.name);
      if (!bundle) continue;
      const states = [...versionStates(scope, bundle), ...configured];
      const kept = known?.get(expectation.name);
      compared.set(
        expectation.name,
        kept?.states && areSame(kept.states, states)
          ? kept
          : await this.#compare(expectation, { bundle, file: input, parsed, model: parsed.model }, states),
      );
    }
    return { summary, compared };
  }

  async #compare(
    expectation: WrittenExpectation,
    rendered: RenderedInput,
    states: readonly object[],
  ): Promise<Compared> {
    const { name, keyRange: range } = expectation;
    const { render, problem } = await this.#render(rendered);
    if (render) {
      const expectations = await this.evaluate(expectation, render, rendered);
      // What could not be counted is tried again.
      const isKnown = expectations.every(({ actual }) => actual !== undefined);
      return { name, range, expectations, states: isKnown ? states : undefined };
    }
    const { message, related } = problem;
    return { name, range, expectations: [], states: undefined, problem: failed(message, range, { related }) };
  }

  async #render({
    bundle,
    model: input,
  }: RenderedInput): Promise<
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

/** All that is told of a version. */
function findingsOf({ problem, expectations }: ComparedVersion): readonly Finding[] {
  return problem ? [problem] : expectations.flatMap(({ failure }) => failure ?? []);
}
