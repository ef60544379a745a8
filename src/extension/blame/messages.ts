import { shorten } from '../../core/text/quote.js';
import type { BlamedRevision, BlamedSentence, SentenceChange } from '../../language/index.js';
import type { AgesMessage, ShownChange, ShownRevision, SinceMessage } from '../../preview/protocol.js';
import type { BlamedPrompt } from './promptBlame.js';

/** How much of what stood somewhere before is shown, in code points. */
const MOST_BEFORE = 2000;

/** What of a change is found out besides. */
export type ChangeFacts = Pick<ShownChange, 'origin' | 'place' | 'canOpen'>;

/** A sentence for the page, and its changes with what else is known of them. */
export function sinceMessage(
  { slot, inPart, changes }: BlamedSentence,
  facts: readonly ChangeFacts[],
  { published, note }: Pick<SinceMessage, 'published' | 'note'>,
): SinceMessage {
  return {
    type: 'since',
    mark: { slot, ...inPart },
    changes: changes.flatMap((change, i) => {
      const known = facts[i];
      return known ? [{ ...known, ...shownChange(change) }] : [];
    }),
    published,
    note,
  };
}

/** All sentences of a prompt for the page, each by its newest change. */
export function agesMessage({ sentences, note }: BlamedPrompt): AgesMessage {
  const numbers = new Map<string, number>();
  const revisions: ShownRevision[] = [];
  const numberOf = (revision: BlamedRevision): number => {
    const key = keyOf(revision);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, revisions.length);
    return revisions.push(shownRevision(revision)) - 1;
  };
  return {
    type: 'ages',
    sentences: sentences.map(({ slot, inPart, changes: [newest], firstVersion }) => ({
      slot,
      ...inPart,
      revision: newest ? numberOf(newest.revision) : null,
      firstVersion: firstVersion ?? null,
    })),
    revisions,
    note,
  };
}

function shownChange({ revision, before }: SentenceChange): Pick<ShownChange, 'revision' | 'before'> {
  return {
    revision: shownRevision(revision),
    before: before === undefined ? null : shorten(before, MOST_BEFORE),
  };
}

function shownRevision(revision: BlamedRevision): ShownRevision {
  return revision.kind === 'commit' ? { kind: 'commit', ...revision.commit } : revision;
}

function keyOf(revision: BlamedRevision): string {
  if (revision.kind === 'commit') return revision.commit.hash;
  return revision.kind === 'version' ? `version:${revision.semver}` : revision.kind;
}
