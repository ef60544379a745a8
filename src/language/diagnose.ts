import type { CompiledCache } from '../core/constraints/index.js';
import type { Hashing } from '../core/hashing.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import type { LoadTokenizer } from '../core/model/encodings.js';
import { stopsRender, type Finding, type RuleSeverities } from '../core/model/findings.js';
import type { PromptGenerator } from '../core/promptGenerator.js';
import { AssembledIndex, type KeptAssembly } from './constraints/assembledIndex.js';
import { BaselineIndex, countFindings } from './baseline/baselineIndex.js';
import type { CheckedCounts } from './baseline/writeBaseline.js';
import type { InputPairs } from './constraints/inputPairs.js';
import { canHoldBack, type LanguageFiles } from './context.js';
import type { ExpectationIndex, ExpectationResults } from './expectations/index.js';
import { rulesFor } from './configuration/rulesFor.js';
import type { FoundIn } from './findings/foundIn.js';
import { promptFindings } from './findings/promptFindings.js';
import {
  isClear,
  reportedFindings,
  reportedSnapshotFindings,
  suppressedFindings,
  unsuppressedFindings,
} from './findings/reportedFindings.js';
import { scopeFindings } from './findings/scopeFindings.js';
import type { SuppressedFinding } from './findings/suppressions.js';
import { labelFindings } from './labels/labelFindings.js';
import { snapshotFindings } from './publication/publishedFindings.js';
import type { PromptFileReader } from './scopes/indexSources.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';

export interface DiagnosisPorts {
  readonly files: LanguageFiles;
  readonly cache: CompiledCache;
  /** What renders the bundles of a scope as other files are told of them. A file may belong to another one later. */
  readonly generatorOf: (
    scope: ScopeIndex,
  ) => Promise<Pick<PromptGenerator, 'renderFromBundle' | 'resolveBundle'>>;
  readonly hashing: () => Promise<Pick<Hashing, 'xxh3'>>;
  /** The inputs to check each bundle with; those that are meant for it when absent. */
  readonly inputsOf?: (bundle: string) => InputPairs;
  /** Counts tokens for inputs that limit them; such a limit is not compared, and that is told, when absent. */
  readonly loadTokenizer?: LoadTokenizer;
}

/**
 * What is reported of files. The prompts of bundles, and what inputs expect of them, are looked at when that is asked for,
 * and kept: after a change, ask for the bundles and the inputs that it concerns.
 */
export class Diagnosis {
  readonly #assembled = new WeakMap<ScopeIndex, AssembledIndex>();
  readonly #expectations = new WeakMap<ScopeIndex, ExpectationIndex>();
  readonly #baselines = new WeakMap<ScopeIndex, BaselineIndex>();
  /** The files as others are told of them. */
  readonly #told: PromptFileReader;

  constructor(private readonly ports: DiagnosisPorts) {
    this.#told = canHoldBack(ports.files) ? ports.files.told : ports.files;
  }

  /**
   * What is told of a file at this moment, less what it suppresses and what is switched off, in order of place. `rules` are
   * those of whoever asks: the configuration of the file's root counts before them.
   */
  diagnose(file: string, parsed: PromptFile, rules: RuleSeverities = {}): Finding[] {
    const scope = this.ports.files.scopeOf(file);
    const failed = this.#expectations.get(scope)?.findings(file);
    return reportedFindings(scope, this.#assembledOf(file), file, parsed, rulesFor(scope, file, rules), {
      ...(failed && { failed }),
      baseline: this.#baselineIn(scope),
    });
  }

  /** True where nothing is told of a file at this moment, whatever its text, which need not be read then. */
  isClear(file: string): boolean {
    const scope = this.ports.files.scopeOf(file);
    const failed = this.#expectations.get(scope)?.findings(file);
    return isClear(scope, this.#assembledOf(file), file, failed);
  }

  /** The findings that a file suppresses, each with the reason. */
  suppressed(file: string, parsed: PromptFile, rules: RuleSeverities = {}): SuppressedFinding[] {
    const scope = this.ports.files.scopeOf(file);
    return suppressedFindings(scope, this.#assembledOf(file), file, parsed, rulesFor(scope, file, rules));
  }

  /** What a baseline may count in some files, as far as it can be told at this moment. */
  async countFindings(files: readonly string[]): Promise<ReadonlyMap<string, CheckedCounts>> {
    const checked = new Map<string, CheckedCounts>();
    for (const file of files) {
      const scope = this.ports.files.scopeOf(file);
      const parsed = await this.ports.files.read(file);
      if (!parsed) continue;
      const { left, mayFindMore } = unsuppressedFindings(scope, this.#assembledOf(file), file, parsed);
      checked.set(file, {
        counts: countFindings(scope, file, left),
        mayFindMore: mayFindMore || this.isTruncated(file),
      });
    }
    return checked;
  }

  /** How many findings of a file the baseline hides, as it was when it was looked at last. */
  baselined(file: string): number {
    return this.#baselineIn(this.ports.files.scopeOf(file)).hiddenIn(file);
  }

  /** Another value whenever what the baseline counts in a file may be told otherwise than at the last look at it. */
  baselineState(file: string): object | undefined {
    return this.#baselineIn(this.ports.files.scopeOf(file)).stateOf(file);
  }

  /** What is told of the file of a published version, or of those of the labels and the baseline. */
  diagnosePublished(file: string, rules: RuleSeverities = {}): Finding[] {
    const scope = this.ports.files.scopeOf(file);
    if (scope.labels.file?.file === file) return labelFindings(scope, rules);
    // With inputs left out, nobody knows what else there would be.
    const { file: baseline } = scope.baseline;
    if (baseline?.file === file)
      return this.#baselineIn(scope).findings(baseline, rules, !this.isTruncated(file));
    return reportedSnapshotFindings(scope, file, rulesFor(scope, file, rules));
  }

  /** The errors in a file, or a published version, that keep prompts from being rendered, whatever is reported. */
  obstacles(file: string): Finding[] {
    const scope = this.ports.files.scopeOf(file);
    return [...scopeFindings(scope, file), ...snapshotFindings(scope.published, file)].filter(stopsRender);
  }

  /** Checks the prompts of a bundle anew. Gives the files whose findings may have changed by it. */
  assemble(bundle: string): Promise<ReadonlySet<string>> {
    return this.#assembledOf(bundle).refresh(bundle);
  }

  /** What the prompts of the bundles in the root of a file brought about, to be kept. */
  keptAssemblies(file: string): KeptAssembly[] {
    return this.#assembledOf(file).kept();
  }

  /** Takes over what was kept, of the same files. */
  restoreAssemblies(file: string, kept: readonly KeptAssembly[]): void {
    this.#assembledOf(file).restore(kept);
  }

  /** Whether a bundle in the root of a file has more inputs than it was checked with. */
  isTruncated(file: string): boolean {
    return this.#assembledOf(file).isTruncated();
  }

  /** Compares what an input expects with what is rendered now. */
  async compareExpectations(input: string): Promise<void> {
    await (await this.#expectationsOf(input)).refresh(input);
  }

  /** What became of the expectations of an input; `undefined` as long as they were not compared in the state that it is in. */
  expectationResults(input: string): ExpectationResults | undefined {
    return this.#expectations.get(this.ports.files.scopeOf(input))?.results(input);
  }

  /** Holds a render in the root of a file to what its input expects: an input that need not be among the files. */
  async evaluateExpectation(
    file: string,
    ...asked: Parameters<ExpectationIndex['evaluate']>
  ): ReturnType<ExpectationIndex['evaluate']> {
    return (await this.#expectationsOf(file)).evaluate(...asked);
  }

  /** What is told of files once the prompts of bundles are assembled anew; `rulesOf` gives the severities that hold for a file. */
  async check(
    bundles: readonly string[],
    files: readonly string[],
    rulesOf: (file: string) => RuleSeverities = () => ({}),
  ): Promise<FoundIn[]> {
    for (const bundle of bundles) await this.assemble(bundle);
    const found = files.map(async (file) => {
      const parsed = await this.ports.files.read(file);
      const findings = parsed ? this.diagnose(file, parsed, rulesOf(file)) : [];
      return findings.map((finding) => ({ file, finding }));
    });
    return (await Promise.all(found)).flat();
  }

  #assembledOf(file: string): AssembledIndex {
    return this.#assembledIn(this.ports.files.scopeOf(file));
  }

  #assembledIn(scope: ScopeIndex): AssembledIndex {
    const { cache, hashing, inputsOf } = this.ports;
    const known = this.#assembled.get(scope);
    if (known) return known;
    const index = new AssembledIndex({
      scope,
      files: this.#told,
      cache,
      generator: () => this.ports.generatorOf(scope),
      hashing,
      ...(inputsOf && { inputsOf }),
    });
    this.#assembled.set(scope, index);
    return index;
  }

  #baselineIn(scope: ScopeIndex): BaselineIndex {
    const known = this.#baselines.get(scope);
    if (known) return known;
    const index = new BaselineIndex(scope);
    this.#baselines.set(scope, index);
    return index;
  }

  async #expectationsOf(file: string): Promise<ExpectationIndex> {
    const { ExpectationIndex } = await import('./expectations/index.js');
    const scope = this.ports.files.scopeOf(file);
    const index =
      this.#expectations.get(scope) ??
      new ExpectationIndex({
        scope,
        files: this.#told,
        generator: () => this.ports.generatorOf(scope),
        loadTokenizer: this.ports.loadTokenizer,
        promptFindings: (rendered) => promptFindings(scope, this.#assembledIn(scope), this.#told, rendered),
      });
    this.#expectations.set(scope, index);
    return index;
  }
}
