import { nodeAt } from '../../core/documents/valueNode.js';
import { bundleReference } from '../../core/model/bundle.js';
import { CONSTRAINT_KEYS } from '../../core/model/constraints.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { Publishable } from '../../core/published/planPublication.js';
import type { Registry, RegistryOutcome } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** What became of a version at a registry. */
export interface AtRegistry {
  /** Where it is. */
  readonly registry: string;
  readonly status: 'published' | 'unchanged' | 'refused' | 'interrupted';
  readonly reason?: string;
  /** Template versions that were not there yet. */
  readonly new_templates: readonly string[];
  /** What is stored otherwise than in the files, told before it is written. */
  readonly notes: readonly string[];
}

/** Publishes a version to a registry; what nobody would guess of it is told before. */
export async function publishToRegistry(
  registry: Registry,
  given: Publishable,
  folder: PromptFolder,
  host: CommandLineHost,
): Promise<AtRegistry> {
  const { planRegistryPublication } = await import('../../registry/index.js');
  const plan = planRegistryPublication(given);
  const where = { registry: registry.text, new_templates: [], notes: [] };
  if (plan.kind === 'refused') return { ...where, status: 'refused', reason: plan.reasons.join(' ') };
  const { notes } = plan.publication;
  for (const note of notes) printError(host, note);
  const outcome = await registry.publish(plan.publication);
  for (const line of mistakeLines(outcome, given, folder)) printError(host, line);
  return {
    ...where,
    status: outcome.kind,
    ...('reason' in outcome && { reason: outcome.reason }),
    new_templates: 'newTemplates' in outcome ? outcome.newTemplates.map(formatReference) : [],
    notes,
  };
}

/** What the service found wrong, at its place in a file. */
function mistakeLines(
  outcome: RegistryOutcome,
  { bundle, parts }: Publishable,
  folder: PromptFolder,
): readonly string[] {
  if (outcome.kind !== 'refused' || !('mistakes' in outcome)) return [];
  const { template, mistakes } = outcome;
  const inline = template && SLOTS.find((slot) => !parts[slot].reference && template.id.endsWith(`.${slot}`));
  const [file] =
    template && !inline
      ? folder.scope.definitions('template', template)
      : folder.scope.definitions('bundle', bundleReference(bundle));
  const parsed = file === undefined ? undefined : folder.get(file);
  const root = parsed && 'root' in parsed ? parsed.root : undefined;
  if (file === undefined || !parsed || !root) return [];
  const above = inline ? ['templates', inline] : [];
  return mistakes.map(({ path, message }) => {
    // The service names a constraint without the mapping that it is in.
    const inside = CONSTRAINT_KEYS.some((key) => key === path[0]) ? ['constraints', ...path] : path;
    const { range } = nodeAt(root, [...above, ...inside]) ?? root;
    const { line, column } = parsed.source.positionAt(range.start);
    return `${file}:${line + 1}:${column + 1}: error: ${message}`;
  });
}
