import type { AgesMessage, ShownRevision, SinceMessage } from '../../../src/preview/protocol.js';
import { render, textOf } from './messages.js';

// What a host tells of the history of the prompt in messages.ts.

const DAY = 24 * 60 * 60_000;
const HOSTILE = '<img src=x onerror=alert(1)>\u202E';
export const SYSTEM = textOf(render.sections[0]!);
/** Where the second sentence of the first part begins. */
export const ANSWER = SYSTEM.indexOf('Answer');

/** A commit of some days ago. */
export const commit = (daysAgo: number, subject: string, author = 'Author'): ShownRevision => ({
  kind: 'commit',
  hash: `${Math.ceil(daysAgo)}`.padStart(8, 'a').padEnd(40, 'b'),
  author,
  date: new Date(Date.now() - daysAgo * DAY - 60_000).toISOString(),
  subject,
});
export const ages: AgesMessage = {
  type: 'ages',
  revisions: [{ kind: 'uncommitted' }, commit(3, 'Answer from the record'), commit(800, HOSTILE, HOSTILE)],
  sentences: [
    { slot: 'system', start: 0, end: 24, revision: 2, firstVersion: '1.0.0' },
    { slot: 'system', start: ANSWER, end: ANSWER + 23, revision: 1, firstVersion: null },
    { slot: 'personality', start: 0, end: 24, revision: 1, firstVersion: null },
    { slot: 'task', start: 0, end: 25, revision: 0, firstVersion: null },
  ],
  note: '',
};
export const since: SinceMessage = {
  type: 'since',
  mark: { slot: 'system', start: ANSWER, end: ANSWER + 23 },
  changes: [
    {
      origin: 'support-system@1.0.0',
      place: 'system.prompt-template.yaml:7',
      revision: commit(3, HOSTILE, HOSTILE),
      before: `Answer as you like.\n${HOSTILE}`,
      canOpen: true,
    },
    {
      origin: 'task',
      place: 'calm.prompt-input.yaml:2',
      revision: { kind: 'uncommitted' },
      before: null,
      canOpen: false,
    },
  ],
  published: 'First published in 1.2.0.',
  note: 'The clone is shallow.',
};
