import type { CompiledCache } from '../../core/constraints/index.js';
import type { BundleFile, InputFile } from '../../core/documents/promptFile.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import type { Finding } from '../../core/model/findings.js';
import { PromptError } from '../../core/model/promptError.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import { bySlot, SLOTS, type BySlot } from '../../core/model/slots.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';
import type { PromptFileReader } from '../indexSources.js';
import { MultiMap } from '../multiMap.js';
import type { ScopeIndex } from '../scopeIndex.js';
import { assembledFindings, type PlacedFinding } from './assembledFindings.js';
import { inputsFor, type InputPairs } from './inputPairs.js';
import { writtenTemplate, type WrittenTemplate } from './partConstraints.js';

export interface AssembledIndexOptions {
  readonly scope: ScopeIndex;
  readonly files: PromptFileReader;
  readonly generator: () => Promise<PromptGenerator>;
  readonly cache: CompiledCache;
  /** The inputs to check a bundle with; those that are meant for it when absent. */
  readonly inputsOf?: (bundle: string) => InputPairs;
}

/** Findings of the assembled prompts of a scope: kept for each bundle, asked for by file. */
export class AssembledIndex {
  readonly #byBundle = new Map<string, readonly PlacedFinding[]>();
  readonly #bundlesOf = new MultiMap<string, string>();
  readonly #truncated = new Set<string>();
  readonly #turns = new Map<string, number>();

  constructor(private readonly options: AssembledIndexOptions) {}

  /** True when a bundle has more inputs than it was checked with. */
  get truncated(): boolean {
    return this.#truncated.size > 0;
  }

  /** Checks a bundle anew. Gives the files whose findings may have changed; none when a later call overtook this one. */
  async refresh(bundle: string): Promise<ReadonlySet<string>> {
    const turn = (this.#turns.get(bundle) ?? 0) + 1;
    this.#turns.set(bundle, turn);
    const findings = await this.#check(bundle);
    if (this.#turns.get(bundle) !== turn) return new Set();
    const before = this.#byBundle.get(bundle) ?? [];
    for (const { file } of before) this.#bundlesOf.delete(file, bundle);
    for (const { file } of findings) this.#bundlesOf.add(file, bundle);
    if (findings.length > 0) this.#byBundle.set(bundle, findings);
    else this.#byBundle.delete(bundle);
    return new Set([...before, ...findings].map(({ file }) => file));
  }

  /** The findings that bundles bring about in a file, each once. */
  findings(file: string): Finding[] {
    const found = [...this.#bundlesOf.get(file)]
      .sort(compareCodePoints)
      .flatMap((bundle) => this.#byBundle.get(bundle) ?? []);
    return withoutRepeats(found.filter((placed) => placed.file === file).map(({ finding }) => finding));
  }

  async #check(bundle: string): Promise<PlacedFinding[]> {
    const { scope, files, cache, inputsOf = (file: string) => inputsFor(scope, file) } = this.options;
    const parsed = await files.read(bundle);
    this.#truncated.delete(bundle);
    if (parsed?.kind !== 'bundle' || !parsed.model) return [];
    const { inputs, truncated } = inputsOf(bundle);
    if (truncated) this.#truncated.add(bundle);
    const found: PlacedFinding[] = [];
    for (const input of inputs.length > 0 ? inputs : [undefined]) {
      const inputFile = input === undefined ? undefined : await files.read(input);
      if (inputFile && (inputFile.kind !== 'input' || !inputFile.model)) continue;
      const render = await this.#render(parsed, inputFile);
      if (!render) return [];
      const templates = await this.#templates(bundle, parsed, render);
      if (!templates) return [];
      if (found.length === 0) found.push(...conflictFindings(bundle, parsed, templates));
      found.push(
        ...assembledFindings(
          {
            render,
            templates,
            input: inputFile && input !== undefined ? { file: input, parsed: inputFile } : undefined,
          },
          cache,
        ),
      );
    }
    return found;
  }

  /** The model is no matter here: constraints hold for all. */
  async #render({ model }: BundleFile, input: InputFile | undefined): Promise<Render | undefined> {
    if (!model) return undefined;
    const { bundle_id: id, semver } = model;
    try {
      const generator = await this.options.generator();
      return await generator.renderFromBundle({
        bundle: { id, semver },
        model: '',
        ...(input?.model && { input: input.model }),
      });
    } catch (error) {
      if (error instanceof PromptError) return undefined;
      throw error;
    }
  }

  async #templates(
    bundle: string,
    parsed: BundleFile,
    render: Render,
  ): Promise<BySlot<{ file: string; written: WrittenTemplate }> | undefined> {
    const found = await Promise.all(
      SLOTS.map(async (slot) => {
        const { reference, origin } = render.parts[slot];
        if (!reference) return { file: bundle, written: writtenTemplate(parsed, slot) };
        const file = await this.options.files.read(origin);
        return file && { file: origin, written: writtenTemplate(file) };
      }),
    );
    const whole = found.filter((template) => template !== undefined);
    if (whole.length < SLOTS.length) return undefined;
    return bySlot((_slot, index) => whole[index] as (typeof whole)[number]);
  }
}

/** Two templates of a bundle that ask for different assertiveness: shown in the bundle, at the later one. */
function conflictFindings(
  bundle: string,
  parsed: BundleFile,
  templates: BySlot<{ file: string; written: WrittenTemplate }>,
): PlacedFinding[] {
  const asking = SLOTS.filter((slot) => templates[slot].written.constraints.assertivenessLevel !== undefined);
  const [first, ...others] = asking;
  if (!first) return [];
  const levelOf = (slot: (typeof SLOTS)[number]): number | undefined =>
    templates[slot].written.constraints.assertivenessLevel;
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

function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = findingKey(finding);
    return !seen.has(key) && seen.add(key);
  });
}

/** Two findings with the same key say the same. A rule on a whole part speaks once for its constraint, wherever it begins. */
export function findingKey({ code, range, related }: Finding): string {
  const isOnWholePart = code === 'assertiveness' || code === 'too-many-paragraphs';
  const [constraint] = related ?? [];
  return isOnWholePart && constraint
    ? `${code} ${constraint.range.start} ${constraint.file}`
    : `${code} ${range.start} ${range.end}`;
}
