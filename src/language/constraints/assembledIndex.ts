import type { CompiledCache } from '../../core/constraints/index.js';
import type { Hashing } from '../../core/hashing.js';
import type { BundleFile } from '../../core/documents/promptFile.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import type { Finding } from '../../core/model/findings.js';
import type { PromptBundle } from '../../core/model/bundle.js';
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

/** What was found with an input, or without one, and the state the input was in. */
interface CheckedInput {
  readonly state: FileSummary | undefined;
  readonly found: readonly PlacedFinding[];
}

/** What checking a bundle has found. */
interface CheckedBundle {
  /** The states of the bundle and of its templates that it was checked in. */
  readonly basis: readonly object[];
  /** What is the same with every input. */
  readonly shared: readonly PlacedFinding[];
  readonly byInput: ReadonlyMap<string, CheckedInput>;
  readonly byFile: ReadonlyMap<string, readonly Finding[]>;
  readonly truncated: boolean;
}

/** What checking a bundle has found, for another index of the same files. */
export interface KeptAssembly {
  readonly bundle: string;
  readonly found: readonly (readonly [file: string, findings: readonly Finding[]])[];
  readonly truncated: boolean;
  /** The files that it waits with, since it could not be assembled. */
  readonly blocked: readonly string[];
}

/** Stands for no input among files. */
const NO_INPUT = '';

/** Findings of the assembled prompts of a scope: kept for each bundle, asked for by file. */
export class AssembledIndex {
  readonly #checked = new Map<string, CheckedBundle>();
  readonly #bundlesOf = new MultiMap<string, string>();
  /** The files of each bundle that could not be assembled, and the bundles by them. */
  readonly #blocked = new Map<string, ReadonlySet<string>>();
  readonly #blocking = new MultiMap<string, string>();
  readonly #checks = new PartChecks();
  readonly #values = new WeakMap<RenderInput, InputValues>();
  /** The latest check of each bundle that is under way. */
  readonly #running = new Map<string, object>();

  constructor(private readonly options: AssembledIndexOptions) {}

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
      const blocked = [...(this.#blocked.get(bundle) ?? [])];
      const isSilent = byFile.size === 0 && blocked.length === 0 && !truncated;
      return isSilent ? [] : [{ bundle, found: [...byFile], truncated, blocked }];
    });
  }

  /** Takes over what another index had found in the same files. What it found is told, until a bundle is checked anew. */
  restore(kept: readonly KeptAssembly[]): void {
    for (const { bundle, found, truncated, blocked } of kept) {
      const byFile = new Map(found);
      // No bundle has nothing for its basis, so that no check takes this for its own.
      const checked = { basis: [], shared: [], byInput: new Map(), byFile, truncated };
      this.#keep(bundle, blocked.length === 0 ? checked : undefined);
      this.#block(bundle, new Set(blocked));
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

  /** The findings that bundles bring about in a file, each once. */
  findings(file: string): Finding[] {
    if (!this.#bundlesOf.has(file)) return [];
    const bundles = [...this.#bundlesOf.get(file)].sort();
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
    const { inputs, truncated } = inputsOf(bundle);
    const wanted = inputs.length > 0 ? inputs : [NO_INPUT];
    const states = new Map(wanted.map((file) => [file, scope.get(file)]));
    const before = this.#checked.get(bundle);
    const known = before && isSame(before.basis, basis) ? before : undefined;
    const kept = [...(known?.byInput ?? [])].filter(
      ([file, { state }]) => states.has(file) && states.get(file) === state,
    );
    for (const [file] of kept) states.delete(file);
    const fresh = known && states.size === 0 ? known : await this.#checkWith(bundle, states, isOvertaken);
    if (!fresh) return undefined;
    const byInput = new Map(fresh === known ? kept : [...kept, ...fresh.byInput]);
    const found = [...byInput.keys()].sort().flatMap((file) => byInput.get(file)?.found ?? []);
    const byFile = groupByFile([...fresh.shared, ...found]);
    return { basis, shared: fresh.shared, byInput, byFile, truncated };
  }

  /** Checks a bundle with inputs in their states; without one, when all have errors or there are none. */
  async #checkWith(
    bundle: string,
    states: ReadonlyMap<string, FileSummary | undefined>,
    isOvertaken: () => boolean,
  ): Promise<Pick<CheckedBundle, 'shared' | 'byInput'> | undefined> {
    const parsed = await this.options.files.read(bundle);
    if (parsed?.kind !== 'bundle' || !parsed.model) return undefined;
    const inputs = await this.#readInputs([...states.keys()].filter((file) => file !== NO_INPUT));
    const templates = isOvertaken() ? undefined : await this.#templatesOf(parsed.model);
    if (!templates) return undefined;
    const checker = new AssemblyChecker(templates, this.#checks, this.options.cache);
    const shared = [...conflictFindings(bundle, parsed, templates), ...checker.checkTemplates()];
    const byInput = new Map(
      (inputs.length > 0 ? inputs : [undefined]).map((input): [string, CheckedInput] => {
        const file = input?.file ?? NO_INPUT;
        const values = this.#valuesOf(input?.parsed.model ?? DEFAULT_INPUT);
        return [file, { state: states.get(file), found: checker.checkPrompt(values, input) }];
      }),
    );
    return { shared, byInput };
  }

  /** Those of the inputs that are valid: with others there is no prompt. */
  async #readInputs(inputs: readonly string[]): Promise<PlacedInput[]> {
    const read = inputs.map(async (file) => ({ file, parsed: await this.options.files.read(file) }));
    return (await Promise.all(read)).flatMap(({ file, parsed }) =>
      parsed?.kind === 'input' && parsed.model ? [{ file, parsed }] : [],
    );
  }

  #valuesOf(input: RenderInput): InputValues {
    const known = this.#values.get(input);
    if (known) return known;
    const values = new InputValues(input);
    this.#values.set(input, values);
    return values;
  }

  /** The templates that a bundle is rendered with, whatever the input and the model: constraints hold for all. */
  async #templatesOf({ bundle_id: id, semver }: PromptBundle): Promise<BySlot<HashedTemplate> | undefined> {
    const { files, scope } = this.options;
    const resolved = await this.#resolve({ id, semver });
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
      if (error instanceof PromptError) return undefined;
      throw error;
    }
  }
}

/** The states of a bundle and of the files or snapshots its templates are in, each new with every edit; `undefined` when one is not one. */
function basisOf(scope: ScopeIndex, bundle: string): readonly object[] | undefined {
  const summary = scope.get(bundle);
  if (!summary?.identity || scope.definitions('bundle', summary.identity.name).length !== 1) return undefined;
  const templates = summary.references.map(({ name }) => {
    const [file, ...others] = scope.definitions('template', name);
    if (others.length > 0) return undefined;
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

function isSame(one: readonly object[], other: readonly object[]): boolean {
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
        return level
          ? [
              {
                message: `${one} asks for ${levelOf(one) ?? ''}.`,
                file: templates[one].file,
                range: level.range,
              },
            ]
          : [];
      });
      const range =
        at.kind === 'string'
          ? at.range
          : (nodeAt(at, ['constraints', 'ASSERTIVENESS_LEVEL'])?.range ?? at.range);
      const message = `Two templates ask for different assertiveness: ${first} for ${levelOf(first) ?? ''}, ${slot} for ${levelOf(slot) ?? ''}. Make them agree.`;
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
