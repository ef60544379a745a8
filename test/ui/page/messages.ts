import type { Piece, RenderMessage, Section } from '../../../src/preview/protocol.js';
import type { Slot } from '../../../src/core/model/slots.js';

export const section = (slot: Slot, ...pieces: readonly Piece[]): Section => ({
  slot,
  source: `support-${slot}@1.0.0`,
  templateHash: '3c29463de97c5849c859f64062d555af',
  characters: Array.from(pieces.map(({ text }) => text).join('')).length,
  pieces,
});

export const render: RenderMessage = {
  type: 'render',
  bundleId: 'support-agent',
  versions: {
    options: [
      { value: 'file:///agent.yaml', label: '1.3.0 (draft)' },
      { value: 'b', label: '1.2.0' },
    ],
    selected: 'file:///agent.yaml',
  },
  inputs: {
    options: [
      { value: '', label: 'Defaults' },
      { value: 'calm', label: 'calm.prompt-input.yaml' },
    ],
    selected: 'calm',
  },
  models: {
    options: [
      { value: '', label: 'Any model' },
      { value: 'gpt-4o', label: 'gpt-4o' },
    ],
    selected: '',
  },
  hashes: [
    { name: 'prompt_hash', value: '9f3a01c2'.repeat(8), covers: 'The rendered prompt' },
    {
      name: 'bundle_hash',
      value: '3c29463de97c5849c859f64062d555af',
      covers: 'The name and version of the bundle',
    },
  ],
  sections: [
    section('system', { text: 'You are  a support agent.\n\n\tAnswer from the record.\n' }),
    section('personality', { text: 'Traits: ' }, { text: '{"patience":0.9}', value: 'semantic_traits' }),
    section('activity'),
    section('task', { text: 'Task: ' }, { text: 'The parcel is late. ', value: 'task' }),
  ],
  problem: null,
};

export const problem = {
  message: 'The bundle does not render.',
  details: [
    { place: 'agent.prompt-bundle.yaml:7', message: 'No template support-task@1.0.1.' },
    { place: 'agent.prompt-bundle.yaml:9', message: 'Unknown key.' },
  ],
};

/** The prompt as the service sends it. */
export const promptOf = (message: RenderMessage): string =>
  message.sections.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('\n\n');
