import { HASH_NAMES, type Revision, type Row, type VersionsMessage } from '../../../src/compare/protocol.js';

/** A hash made of one letter or digit. */
export const hash = (digit: string): string => digit.repeat(64);

/** A commit with a message of some length. */
export const commit = (revision: string, date: string): Revision => ({
  id: revision.slice(0, 7),
  date,
  author: 'Ada Lovelace',
  subject: 'Say what happens next before anything else',
});

/** A row whose hashes are those of the letters, in order of the columns; a blank is none. */
export const row = (id: string, letters: string, more: Partial<Row> = {}): Row => {
  const [source = '', semver = '', revision = ''] = id.split(' ');
  return {
    id,
    semver,
    places: [{ label: source, revision: revision === '' ? null : commit(revision, '2026-03-02') }],
    labels: [],
    note: [],
    isUnsaved: false,
    hashes: HASH_NAMES.map((_name, i) => (letters[i] === ' ' ? null : hash(letters[i] ?? '0'))),
    words: letters.startsWith(' ') ? null : { total: 300, since: { added: 24, removed: 6 } },
    problem: null,
    ...more,
  };
};

export const rows: readonly Row[] = [
  row('git 1.0.0 1f2e3d4c5b6a', '241a6000', { words: { total: 276, since: null } }),
  row('published 1.2.0', '352a7100', {
    places: [
      { label: 'published', revision: null },
      { label: 'git', revision: commit('9a8b7c6d', '2026-04-18') },
    ],
    labels: ['production'],
    note: ['Careful with numbers: none is rounded.', '', '- Less stress for callers.'],
  }),
  row('workspace 1.2.0', '462ab100', { isUnsaved: true }),
  row('workspace 1.3.0', '353a7200', {
    places: [
      { label: 'workspace', revision: null },
      { label: 'published', revision: null },
    ],
    labels: ['beta', 'staging'],
  }),
  row('workspace 2.0.0', '  4a    ', {
    problem: 'None of these files defines the template `support-task@2.0.0`.',
  }),
];

export const versions: VersionsMessage = {
  type: 'versions',
  state: {
    folder: 'file:///work',
    bundleId: 'support-agent',
    input: 'calm',
    from: 'published 1.2.0',
    to: 'workspace 1.3.0',
  },
  inputs: {
    options: [
      { value: '', label: 'No input' },
      { value: 'calm', label: 'calm.prompt-input.yaml' },
    ],
    selected: 'calm',
  },
  rows,
  neighbours: [
    {
      from: 'git 1.0.0 1f2e3d4c5b6a',
      to: 'published 1.2.0',
      summary:
        'The system and the personality differ: support-system 1.0.0 → 1.1.0; support-persona 1.0.0 → 1.2.0.',
    },
    {
      from: 'published 1.2.0',
      to: 'workspace 1.2.0',
      summary: 'Only the system differs: support-system 1.1.0, edited.',
    },
    {
      from: 'workspace 1.2.0',
      to: 'workspace 1.3.0',
      summary: 'Only the personality differs: support-persona 1.2.0 → 1.3.0.',
    },
    {
      from: 'workspace 1.3.0',
      to: 'workspace 2.0.0',
      summary: '2.0.0 does not render: None of these files defines the template `support-task@2.0.0`.',
    },
  ],
  chosen: {
    from: 'published 1.2.0',
    to: 'workspace 1.3.0',
    summary: 'Only the personality differs: support-persona 1.2.0 → 1.3.0.',
    size: '24 words added, 6 words removed (282 → 300 words). 1,612 → 1,720 characters.',
    changed: ['personality'],
  },
  draft: { semver: '1.3.0', against: ['commit', 'published', 'clipboard'] },
  warning: null,
  history: 'whole',
};
