import * as l10n from '@vscode/l10n';
import { parseJson } from '../documents/parseJson.js';
import { readInput } from '../documents/readInput.js';
import type { Hashing } from '../hashing.js';
import type { PromptBundle } from '../model/bundle.js';
import { formatReference } from '../model/reference.js';
import type { RenderInput } from '../model/renderInput.js';
import { bySlot, SLOTS, type BySlot, type Slot } from '../model/slots.js';
import { excerpt } from '../text/quote.js';
import type { TemplateBody } from '../model/template.js';
import type { AuditRecord } from './record.js';

/** What a replay says of a record: it gives the same prompt, or what is to blame that it does not. */
export type ReplayVerdict = 'identical' | 'renderer' | 'templates' | 'input';

export type ReplayOutcome =
  | {
      readonly verdict: ReplayVerdict;
      /** A sentence for people. */
      readonly reason: string;
      /** What the replay gave. */
      readonly rendered_prompt: string;
    }
  | { readonly verdict: 'not-replayable'; readonly reason: string };

/** What a replay can draw on beside the record: files and published versions. */
export interface ReplaySources {
  /** A template of this hash, wherever it stands. */
  findTemplate(templateHash: string): Promise<TemplateBody | undefined>;
  /** What stands by now under the name that a slot was recorded with. */
  currentTemplate(record: AuditRecord, slot: Slot): Promise<TemplateBody | undefined>;
  /** An input of this hash, where the record itself has none. */
  findInput(personalityHash: string): Promise<RenderInput | undefined>;
  /** Renders a bundle that holds its own templates. */
  render(bundle: PromptBundle, input: RenderInput): Promise<ReplayedRender>;
}

/** What of a render a replay looks at. */
export interface ReplayedRender {
  readonly rendered_prompt: string;
  readonly prompt_hash: string;
  readonly personality_hash: string;
}

/**
 * Renders a record again (spec, section 7): with its own input, or the file that still gives its hash; and with the
 * templates that still give their hashes, or else those that have their names by now.
 */
export async function replayRecord(
  record: AuditRecord,
  sources: ReplaySources,
  hashing: Pick<Hashing, 'xxh3'>,
): Promise<ReplayOutcome> {
  const input =
    record.input === null
      ? await sources.findInput(record.personality_hash)
      : readCanonicalInput(record.input);
  if (!input)
    return notReplayable(
      record.input === null
        ? l10n.t('Only hashes were recorded, and no input file gives them.')
        : l10n.t('The recorded input cannot be read.'),
    );
  const found = await Promise.all(SLOTS.map((slot) => findPart(record, slot, sources)));
  const missing = SLOTS.filter((_slot, i) => !found[i]);
  if (missing.length > 0)
    return notReplayable(
      l10n.t('Neither a file nor a published version still has {0}.', list(missing, record)),
    );
  const parts = found.filter((part) => part !== undefined);
  const { rendered_prompt, prompt_hash, personality_hash } = await sources.render(
    inlineBundle(
      record,
      bySlot((_slot, i) => (parts[i] as FoundPart).template),
    ),
    input,
  );
  const said = (verdict: ReplayVerdict, reason: string): ReplayOutcome => ({
    verdict,
    reason,
    rendered_prompt,
  });
  const isOwnInput = record.input === null || hashing.xxh3(record.input) === record.personality_hash;
  if (!isOwnInput)
    return said('input', l10n.t('The recorded input does not give the recorded personality_hash.'));
  if (personality_hash !== record.personality_hash)
    return said('renderer', l10n.t('The same input now gives another personality_hash.'));
  const changed = SLOTS.filter((_slot, i) => parts[i]?.isChanged);
  if (changed.length > 0) return said('templates', l10n.t('Changed since: {0}.', list(changed, record)));
  if (prompt_hash === record.prompt_hash) return said('identical', l10n.t('The same prompt, byte for byte.'));
  return said('renderer', l10n.t('The same templates and the same input now give another prompt.'));
}

interface FoundPart {
  readonly template: TemplateBody;
  readonly isChanged: boolean;
}

async function findPart(
  record: AuditRecord,
  slot: Slot,
  sources: ReplaySources,
): Promise<FoundPart | undefined> {
  const same = await sources.findTemplate(record.templates[slot].template_hash);
  if (same) return { template: same, isChanged: false };
  const current = await sources.currentTemplate(record, slot);
  return current && { template: current, isChanged: true };
}

/** The input of a record: canonical JSON, whose numbers say whether they are integers. */
export function readCanonicalInput(text: string): RenderInput | undefined {
  const { root, findings } = parseJson(text);
  return root?.kind === 'mapping' && findings.length === 0 ? readInput(root) : undefined;
}

function inlineBundle({ bundle_id, semver }: AuditRecord, templates: BySlot<TemplateBody>): PromptBundle {
  return {
    bundle_id,
    semver,
    tags: [],
    templates: bySlot((slot) => ({ kind: 'inline', template: templates[slot] })),
  };
}

function list(slots: readonly Slot[], { templates }: AuditRecord): string {
  return slots
    .map((slot) => {
      const { id, semver } = templates[slot];
      return id === null || semver === null
        ? l10n.t({ message: 'the {0}', args: [slot], comment: ['A part of the prompt'] })
        : l10n.t({
            message: 'the {0}, {1}',
            args: [slot, excerpt(formatReference({ id, semver }))],
            comment: ['A part of the prompt, and its template'],
          });
    })
    .join('; ');
}

function notReplayable(reason: string): ReplayOutcome {
  return { verdict: 'not-replayable', reason };
}
