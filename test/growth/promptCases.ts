import { compileTemplate } from '../../src/core/compileTemplate.js';
import { bySlot } from '../../src/core/model/slots.js';
import { traceParts } from '../../src/core/renderer.js';
import { quote } from '../../src/core/text/quote.js';
import type { GrowthCase } from './growthExponent.js';

const values = (task: string) => ({ task, activity_level: '0.5', stress: '0.5', semantic_traits: '{}' });

/** Tracing a prompt all of whose parts are this text. */
const tracing = (content: string, task: string) => () => {
  const compiled = compileTemplate(content);
  return () =>
    traceParts(
      bySlot(() => compiled),
      values(task),
    );
};

export const promptCases: readonly GrowthCase[] = [
  {
    name: 'placeholders that are filled in at once',
    from: 4_000,
    prepare: (size) => tracing('a {{task}} b {{stress}} '.repeat(size), 'x')(),
  },
  {
    name: 'placeholders that are filled in step by step',
    from: 1_000,
    prepare: (size) => tracing('a {{task}} b {{stress}} '.repeat(size), '{{stress}}')(),
  },
  {
    name: 'a name that messages quote',
    from: 100_000,
    prepare: (size) => {
      const name = 'né\u{1f600}'.repeat(size);
      return () => Array.from({ length: 2_000 }, () => quote(name));
    },
  },
];
