import type {
  Piece,
  Problem,
  RenderMessage,
  Section,
  ShownFinding,
  SuppressedFinding,
} from '../../../src/preview/protocol.js';
import { toRuns } from '../../../src/preview/runs.js';
import { patchBetween } from '../../../src/preview/textPatch.js';
import type { Slot } from '../../../src/core/model/slots.js';

/** A part with its whole text. */
export const section = (slot: Slot, ...pieces: readonly Piece[]): Section => ({
  slot,
  source: `support-${slot}@1.0.0`,
  templateHash: '3c29463de97c5849c859f64062d555af',
  changed: false,
  text: { keepStart: 0, keepEnd: 0, insert: toRuns(pieces) },
});

/** A part after an edit, as the patch of what it was. */
export const edited = (slot: Slot, before: readonly Piece[], after: readonly Piece[]): Section => ({
  ...section(slot),
  text: patchBetween(toRuns(before), toRuns(after)),
});

export const TRAITS = '{\n  "patience": 0.9\n}';

export const render: RenderMessage = {
  type: 'render',
  bundleId: 'support-agent',
  bundleName: 'support-agent@1.3.0',
  versions: {
    options: [
      { value: 'file:///agent.yaml', label: '1.3.0 (draft)' },
      { value: 'b', label: '1.2.0' },
    ],
    selected: 'file:///agent.yaml',
  },
  isAlone: false,
  isPublished: false,
  inputs: {
    options: [
      { value: '', label: 'No input' },
      { value: 'calm', label: 'calm.prompt-input.yaml' },
    ],
    selected: 'calm',
  },
  inputNote: '',
  models: {
    options: [
      { value: '', label: 'Any model' },
      { value: 'gpt-4o', label: 'gpt-4o' },
      { value: 'support-large', label: 'support-large' },
    ],
    selected: '',
  },
  hashes: [
    {
      name: 'prompt_hash',
      value: '9f3a01c2'.repeat(8),
      covers: 'The whole prompt: what sha256sum prints for the copied text.',
      changed: true,
    },
    {
      name: 'bundle_hash',
      value: '3c29463de97c5849c859f64062d555af',
      covers: 'The name and version of the bundle, not its text.',
      changed: false,
    },
  ],
  baseline: 'Changed since the preview was opened: personality.',
  baselines: {
    options: [
      { value: '1.2.0', label: '1.2.0 (published)' },
      { value: 'opened', label: 'the preview was opened' },
    ],
    selected: '1.2.0',
  },
  sections: [
    section('system', { text: 'You are  a support agent.\n\n\tAnswer from the record.\n' }),
    section('personality', { text: 'Traits: ' }, { text: '{"patience":0.9}', value: 'semantic_traits' }),
    section('activity'),
    section('task', { text: 'Task: ' }, { text: 'The parcel is late. ', value: 'task' }),
  ],
  constraints: [
    { label: 'Forbidden: “extremely”', source: 'support-system@1.0.0' },
    { label: 'At most 24 words a sentence', source: 'support-system@1.0.0' },
  ],
  limits: [],
  encodings: ['o200k_base', 'cl100k_base'],
  findings: [],
  suppressed: [],
  mapVersion: 0,
  input: {
    activity_level: 0.4,
    stress: 0.85,
    task: 'The parcel is late. ',
    traits: TRAITS,
    traitsProblem: null,
    isDraft: false,
  },
  problem: null,
  isReading: false,
  isLocked: false,
  canGoBack: false,
  canGoForward: false,
};

export const findings: readonly ShownFinding[] = [
  {
    severity: 'error',
    code: 'forbidden-token',
    message: '“support” is forbidden by support-system@1.0.0.',
    place: 'support-system.prompt-template.yaml:14',
    marks: [{ slot: 'system', start: 11, end: 18 }],
  },
  {
    severity: 'warning',
    code: 'sentence-too-long',
    message: 'This sentence has 30 words; MAX_SENTENCE_LENGTH allows 24.',
    place: 'calm.prompt-input.yaml:3',
    marks: [{ slot: 'task', start: 6, end: 25 }],
  },
  {
    severity: 'information',
    code: 'unused-key',
    message: 'Nothing reads the key `tone`. Did you mean `task`?',
    place: 'calm.prompt-input.yaml:9',
    marks: [],
  },
];

export const suppressed: readonly SuppressedFinding[] = [
  {
    severity: 'warning',
    code: 'assertiveness',
    message: 'Weak words: “perhaps”.',
    place: 'support-task.prompt-template.yaml:7',
    marks: [{ slot: 'task', start: 0, end: 4 }],
    reason: 'The customer is angry.',
  },
  {
    severity: 'error',
    code: 'emoji',
    message: 'No emoji are allowed.',
    place: 'calm.prompt-input.yaml:4',
    marks: [],
    reason: 'A quotation.',
  },
];

export const problem: Problem = {
  message: 'The bundle does not render.',
  choice: null,
  details: [
    {
      place: 'agent.prompt-bundle.yaml:7',
      message: 'None of these files defines the template `support-task@1.0.1`.',
      field: null,
    },
    { place: 'agent.prompt-bundle.yaml:9', message: 'Nothing reads the key `` a`b ``.', field: null },
  ],
};

/** A template by itself. */
export const alone: RenderMessage = {
  ...render,
  isAlone: true,
  bundleId: 'support-system',
  bundleName: 'support-system@1.0.0',
  versions: { options: [{ value: 'file:///t', label: '1.0.0' }], selected: 'file:///t' },
  models: { options: [], selected: '' },
  hashes: [],
  sections: render.sections.slice(0, 1),
};

export const noBundle: RenderMessage = {
  ...render,
  bundleId: null,
  bundleName: '',
  versions: { options: [], selected: '' },
  inputs: { options: [], selected: '' },
  models: { options: [], selected: '' },
  hashes: [],
  baseline: '',
  baselines: { options: [], selected: '' },
  sections: [],
  constraints: [],
  input: null,
};

/** The text of a part of a first message. */
export const textOf = ({ text }: Section): string => text.insert.map((piece) => piece.text).join('');

/** The prompt as the service sends it. */
export const promptOf = (message: RenderMessage): string => message.sections.map(textOf).join('\n\n');
