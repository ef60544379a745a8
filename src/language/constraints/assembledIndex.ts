import * as l10n from '@vscode/l10n';
import type { CompiledCache } from '../../core/constraints/index.js';
import type { Hashing } from '../../core/hashing.js';
import type { BundleFile } from '../../core/documents/promptFile.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import type { Finding } from '../../core/model/findings.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Reference } from '../../core/model/reference.js';
import { DEFAULT_INPUT, type RenderInput } from '../../core/model/renderInput.js';
import { bySlot, SLOTS, type BySlot, type Slot } from '../../core/model/slots.js';
import type { PromptGenerator, ResolvedBundle } from '../../core/promptGenerator.js';
import { readTemplates } from '../prompts/assembly.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import type { PromptFileReader } from '../scopes/indexSources.js';
import { MultiMap } from '../../core/text/multiMap.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { AssemblyChecker, type HashedTemplate, type PlacedFinding } from './assembledFindings.js';
import type { InputPairs } from './inputPairs.js';
import { InputValues } from './inputValues.js';
import { PartChecks } from './partChecks.js';
import type { PlacedInput, PlacedTemplate } from './partPlaces.js';
import { withoutRepeats } from './repeats.js';

export interface AssembledIndexOptions {
  readonly scope: ScopeIndex;
  readonly files: PromptFileReader;
  readonly generator: () => Promise<Pick<PromptGenerator, 'resolveBundle'>>;
  readonly hashing: () => Promise<Pick<Hashing, 'xxh3'>>;
  readonly cache: CompiledCache;
  /** The inputs to check a bundle with; those that are meant for it when absent. */
  readonly inputsOf?: (bundle: string) => InputPairs;
}

/** What checking a bundle has found. */
interface CheckedBundle {
  /** The states of the bundle and of its templates that it was checked in. */
  readonly basis: readonly object[];
  /** The inputs that it was checked with, and the state that each was in; many bundles have the same lists. */
  readonly inputs: readonly string[];
  readonly states: readonly InputState[];
  /** Those of the inputs that turned out to have errors: they are looked at again. */
  readonly unusable: ReadonlySet<string>;
  /** What is the same with every input. */
  readonly shared: readonly PlacedFinding[];
  /** What was found with an input, or without one; most find nothing. */
  readonly byInput: ReadonlyMap<string, readonly PlacedFinding[]>;
  readonly byFile: ReadonlyMap<string, readonly Finding[]>;
  readonly truncated: boolean;
}

/** What checking a bundle has found, for another index of the same files. */
export interface KeptAssembly {
  readonly bundle: string;
  readonly found: readonly (readonly [file: string, findings: readonly Finding[]])[];
  readonly truncated: boolean;
  /** Whether it could not be assembled. */
  readonly isBlocked: boolean;
}

type InputState = FileSummary | undefined;
type ReadInput = readonly [file: string, values: InputValues];

const NO_FILES: ReadonlySet<string> = new Set();

/** Stands for no input among files. */
const NO_INPUT = '';
const WITHOUT_INPUT: readonly string[] = [NO_INPUT];

/** What a bundle has that was not checked here. */
const NOTHING_CHECKED = {
  basis: [],
  inputs: [],
  states: [],
  unusable: NO_FILES,
  shared: [],
  byInput: new Map<string, readonly PlacedFinding[]>(),
};

/** Findings of the assembled prompts of a scope: kept for each bundle, asked for by file. */
export class AssembledIndex {
  readonly #checked = new Map<string, CheckedBundle>();
  readonly #bundlesOf = new MultiMap<string, string>();
  /** The files of each bundle that could not be assembled, and the bundles by them. */
  readonly #blocked = new Map<string, ReadonlySet<string>>();
  readonly #blocking = new MultiMap<string, string>();
  readonly #checks = new PartChecks();
  /** What the inputs give, by the state that each is in. */
  readonly #values = new WeakMap<FileSummary, InputValues>();
  #lastStates: Pick<CheckedBundle, 'inputs' | 'states'> = { inputs: [], states: [] };
  /** The latest check of each bundle that is under way. */
  readonly #running = new Map<string, object>();

  constructor(private readonly options: AssembledIndexOptions) {}

  /**
   * What one prompt brings about, by file, whether its templates show it on their own or not: of any version that renders, with
   * an input that need not be among the files.
   */
  async promptFindings(
    bundle: Reference,
    input: PlacedInput & { readonly model: RenderInput },
  ): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const templates = await this.#templatesOf(bundle);
    if (!templates) return new Map();
    const checker = new AssemblyChecker(templates, this.#checks, this.options.cache);
    const values = new InputValues(input.model);
    return groupByFile([...checker.checkTemplates(), ...checker.checkPrompt(values, input)]);
  }

  /** True when a bundle has more inputs than it was checked with. */
  isTruncated(): boolean {
    return [...this.#checked.values()].some(({ truncated }) => truncated);
  }

  /** What was found of all bundles, but those of which there is nothing to say. */
  kept(): KeptAssembly[] {
    const bundles = new Set([...this.#checked.keys(), ...this.#blocked.keys()]);
    return [...bundles].flatMap((bundle) => {
      const { byFile = new Map<string, readonly Finding[]>(), truncated = false } =
        this.#checked.get(bundle) ?? {};
      const isBlocked = this.#blocked.has(bundle);
      const isSilent = byFile.size === 0 && !isBlocked && !truncated;
      return isSilent ? [] : [{ bundle, found: [...byFile], truncated, isBlocked }];
    });
  }

  /** Takes over what another index had found in the same files. What it found is told, until a bundle is checked anew. */
  restore(kept: readonly KeptAssembly[]): void {
    for (const { bundle, found, truncated, isBlocked } of kept) {
      // No bundle has nothing for its basis, so that no check takes this for its own.
      const checked = { ...NOTHING_CHECKED, byFile: new Map(found), truncated };
      this.#keep(bundle, isBlocked ? undefined : checked);
    }
  }

  /** Checks a bundle anew. Gives the files whose findings may have changed; none when a later call overtook this one. */
  async refresh(bundle: string): Promise<ReadonlySet<string>> {
    const turn = {};
    this.#running.set(bundle, turn);
    const isOvertaken = (): boolean => this.#running.get(bundle) !== turn;
    try {
      const checked = await this.#check(bundle, isOvertaken);
      return isOvertaken() ? new Set() : this.#keep(bundle, checked);
    } finally {
      if (!isOvertaken()) this.#running.delete(bundle);
    }
  }

  /** True for a file of a bundle that cannot be assembled: what it would bring about is not known. */
  isBlocked(file: string): boolean {
    return this.#blocking.has(file);
  }

  /** True for a file in which some bundle brings a finding about. */
  hasFindings(file: string): boolean {
    return this.#bundlesOf.has(file);
  }

  /** The findings that bundles bring about in a file, each once. */
  findings(file: string): Finding[] {
    if (!this.#bundlesOf.has(file)) return [];
    const bundles = [...this.#bundlesOf.list(file)].sort();
    return withoutRepeats(bundles.flatMap((bundle) => this.#checked.get(bundle)?.byFile.get(file) ?? []));
  }

  #keep(bundle: string, checked: CheckedBundle | undefined): ReadonlySet<string> {
    const before = this.#checked.get(bundle)?.byFile.keys() ?? [];
    const touched = new Set([...before, ...(checked?.byFile.keys() ?? [])]);
    for (const file of touched) {
      if (checked?.byFile.has(file)) this.#bundlesOf.add(file, bundle);
      else this.#bundlesOf.delete(file, bundle);
    }
    if (checked) this.#checked.set(bundle, checked);
    else this.#checked.delete(bundle);
    return new Set([...touched, ...this.#block(bundle, checked ? new Set() : this.#partsOf(bundle))]);
  }

  /** Takes note of the files that a bundle waits with. Gives those that came or went. */
  #block(bundle: string, files: ReadonlySet<string>): string[] {
    const before = this.#blocked.get(bundle) ?? new Set();
    for (const file of before) this.#blocking.delete(file, bundle);
    for (const file of files) this.#blocking.add(file, bundle);
    if (files.size > 0) this.#blocked.set(bundle, files);
    else this.#blocked.delete(bundle);
    return [
      ...[...before].filter((file) => !files.has(file)),
      ...[...files].filter((file) => !before.has(file)),
    ];
  }

  /** A bundle, the files its templates are in, and the inputs it is checked with. */
  #partsOf(bundle: string): ReadonlySet<string> {
    const { scope, inputsOf = (file: string) => scope.inputsFor(file) } = this.options;
    const summary = scope.get(bundle);
    if (!summary) return new Set();
    const templates = summary.references.flatMap(({ name }) => scope.definitions('template', name));
    return new Set([bundle, ...templates, ...inputsOf(bundle).inputs]);
  }

  /** `undefined` for what is no bundle, or none that can be rendered. What nothing has changed for is not checked again. */
  async #check(bundle: string, isOvertaken: () => boolean): Promise<CheckedBundle | undefined> {
    const { scope, inputsOf = (file: string) => scope.inputsFor(file) } = this.options;
    const basis = basisOf(scope, bundle);
    if (!basis) return undefined;
    const { inputs: meant, truncated } = inputsOf(bundle);
    const inputs = meant.length > 0 ? meant : WITHOUT_INPUT;
    const states = this.#statesOf(inputs);
    const before = this.#checked.get(bundle);
    const known = before && isSame(before.basis, basis) ? before : undefined;
    const changed = known ? changedInputs(known, inputs, states) : inputs;
    if (known && changed.length === 0 && known.inputs === inputs) return { ...known, states, truncated };
    const fresh = known && changed.length === 0 ? known : await this.#checkWith(bundle, changed, isOvertaken);
    if (!fresh) return undefined;
    const there = new Set(inputs);
    for (const file of changed) there.delete(file);
    const kept = [...(known?.byInput ?? [])].filter(([file]) => there.has(file));
    const byInput = new Map(fresh === known ? kept : [...kept, ...fresh.byInput]);
    const found = [...byInput.keys()].sort().flatMap((file) => byInput.get(file) ?? []);
    const byFile = groupByFile([...fresh.shared, ...found]);
    const { shared, unusable } = fresh;
    return { basis, inputs, states, unusable, shared, byInput, byFile, truncated };
  }

  /** The states that inputs are in; the same list as for the bundle before, where nothing else is in it. */
  #statesOf(inputs: readonly string[]): readonly InputState[] {
    const { scope } = this.options;
    const states = inputs.map((file) => scope.get(file));
    const last = this.#lastStates;
    if (last.inputs === inputs && isSame(last.states, states)) return last.states;
    this.#lastStates = { inputs, states };
    return states;
  }

  /** Checks a bundle with inputs; without one, when all have errors or there are none. */
  async #checkWith(
    bundle: string,
    files: readonly string[],
    isOvertaken: () => boolean,
  ): Promise<Pick<CheckedBundle, 'shared' | 'byInput' | 'unusable'> | undefined> {
    const parsed = await this.options.files.read(bundle);
    if (parsed?.kind !== 'bundle' || !parsed.model) return undefined;
    const inputs = await this.#readInputs(files);
    const templates = isOvertaken() ? undefined : await this.#templatesOf(bundleReference(parsed.model));
    if (!templates) return undefined;
    const checker = new AssemblyChecker(templates, this.#checks, this.options.cache);
    const shared = [...conflictFindings(bundle, parsed, templates), ...checker.checkTemplates()];
    const byInput = new Map<string, readonly PlacedFinding[]>();
    if (inputs.length === 0)
      byInput.set(NO_INPUT, checker.checkPrompt(new InputValues(DEFAULT_INPUT), undefined));
    for (const [file, values] of inputs) {
      if (checker.isClean(values)) continue;
      const placed = await this.#read(file);
      if (placed) byInput.set(file, checker.checkPrompt(valuesOf(placed, values), placed));
    }
    const unusable = inputs.length < files.length ? without(files, inputs) : NO_FILES;
    return { shared, byInput, unusable };
  }

  /** What those of the inputs give that are valid: with others there is no prompt. */
  async #readInputs(files: readonly string[]): Promise<readonly ReadInput[]> {
    const { scope } = this.options;
    const unknown: Promise<ReadInput | undefined>[] = [];
    const known: ReadInput[] = [];
    for (const file of files) {
      if (file === NO_INPUT) continue;
      const state = scope.get(file);
      const values = state && this.#values.get(state);
      if (values) known.push([file, values]);
      else unknown.push(this.#readValues(file, state));
    }
    if (unknown.length === 0) return known;
    return [...known, ...(await Promise.all(unknown)).filter((read) => read !== undefined)];
  }

  async #readValues(file: string, state: InputState): Promise<ReadInput | undefined> {
    const placed = await this.#read(file);
    if (!placed) return undefined;
    const values = new InputValues(placed.model);
    if (state && this.options.scope.get(file) === state) this.#values.set(state, values);
    return [file, values];
  }

  async #read(file: string): Promise<(PlacedInput & { readonly model: RenderInput }) | undefined> {
    const parsed = await this.options.files.read(file);
    return parsed?.kind === 'input' && parsed.model ? { file, parsed, model: parsed.model } : undefined;
  }

  /** The templates that a bundle is rendered with, whatever the input and the model: constraints hold for all. */
  async #templatesOf(bundle: Reference): Promise<BySlot<HashedTemplate> | undefined> {
    const { files, scope } = this.options;
    const resolved = await this.#resolve(bundle);
    const templates = resolved && (await readTemplates(resolved, files, scope.published));
    if (!templates) return undefined;
    const hashing = await this.options.hashing();
    return bySlot((slot) => {
      const { content } = resolved.parts[slot].template;
      return { ...templates[slot], content, hash: `${content.length} ${hashing.xxh3(content)}` };
    });
  }

  async #resolve(bundle: Reference): Promise<ResolvedBundle | undefined> {
    try {
      const generator = await this.options.generator();
      return await generator.resolveBundle(bundle);
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      return undefined;
    }
  }
}

/** The states of a bundle and of the files or snapshots its templates are in, each new with every edit; `undefined` when one is not one. */
function basisOf(scope: ScopeIndex, bundle: string): readonly object[] | undefined {
  const summary = scope.get(bundle);
  if (!summary?.identity || scope.definitions('bundle', summary.identity.name).length !== 1) return undefined;
  const templates = summary.references.map(({ name }) => {
    const files = scope.definitions('template', name);
    if (files.length > 1) return undefined;
    const [file] = files;
    return file === undefined ? answeringState(scope, name) : scope.get(file);
  });
  const basis = [summary, ...templates].filter((state) => state !== undefined);
  return basis.length === templates.length + 1 ? basis : undefined;
}

/** The one snapshot that answers for a template no file defines, or what the fallback has of it. */
function answeringState(scope: ScopeIndex, name: Reference): object | undefined {
  const [held, ...others] = scope.published.templates(name);
  if (!held) return scope.fallback.get(name);
  return others.length === 0 ? scope.published.get(held.file) : undefined;
}

/** Those of the inputs that a bundle was not checked with in their states. */
function changedInputs(
  known: Pick<CheckedBundle, 'inputs' | 'states' | 'unusable'>,
  inputs: readonly string[],
  states: readonly InputState[],
): readonly string[] {
  const { unusable } = known;
  // A list of states is of one list of inputs.
  if (known.states === states && unusable.size === 0) return [];
  const before = new Map(known.inputs.map((file, index) => [file, known.states[index]]));
  return inputs.filter(
    (file, index) => !before.has(file) || before.get(file) !== states[index] || unusable.has(file),
  );
}

/** The files that are none of those that were read. */
function without(files: readonly string[], read: readonly ReadInput[]): ReadonlySet<string> {
  const known = new Set(read.map(([file]) => file));
  return new Set(files.filter((file) => file !== NO_INPUT && !known.has(file)));
}

/** What an input gives in the state that it was read in to place findings: mostly the one that it is known in. */
function valuesOf({ model }: { readonly model: RenderInput }, known: InputValues): InputValues {
  return known.input === model ? known : new InputValues(model);
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((state, index) => state === other[index]);
}

/** Two templates of a bundle that ask for different assertiveness: shown in the bundle, at the later one. */
function conflictFindings(
  bundle: string,
  parsed: BundleFile,
  templates: BySlot<PlacedTemplate>,
): PlacedFinding[] {
  const levelOf = (slot: Slot): number | undefined => templates[slot].written.constraints.assertivenessLevel;
  const [first, ...others] = SLOTS.filter((slot) => levelOf(slot) !== undefined);
  if (!first) return [];
  return others
    .filter((slot) => levelOf(slot) !== levelOf(first))
    .flatMap((slot): PlacedFinding[] => {
      const at = nodeAt(parsed.root, ['templates', slot]);
      if (!at) return [];
      const related = [first, slot].flatMap((one) => {
        const level = nodeAt(templates[one].written.constraintsNode, ['ASSERTIVENESS_LEVEL']);
        if (!level) return [];
        const message = l10n.t('{0} asks for {1}.', one, levelOf(one) ?? '');
        return [{ message, file: templates[one].file, range: level.range }];
      });
      const range =
        at.kind === 'string'
          ? at.range
          : (nodeAt(at, ['constraints', 'ASSERTIVENESS_LEVEL'])?.range ?? at.range);
      const message = l10n.t(
        'Two templates ask for different assertiveness: {0} for {1}, {2} for {3}. Make them agree.',
        first,
        levelOf(first) ?? '',
        slot,
        levelOf(slot) ?? '',
      );
      return [
        {
          file: bundle,
          finding: { code: 'conflicting-constraints', severity: 'warning', message, range, related },
        },
      ];
    });
}

function groupByFile(found: readonly PlacedFinding[]): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const { file, finding } of found) {
    const findings = byFile.get(file);
    if (findings) findings.push(finding);
    else byFile.set(file, [finding]);
  }
  for (const [file, findings] of byFile) byFile.set(file, withoutRepeats(findings));
  return byFile;
}
