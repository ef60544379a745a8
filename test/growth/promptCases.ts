import { compileTemplate } from '../../src/core/compileTemplate.js';
import { stringNode } from '../../src/core/documents/valueNode.js';
import { bySlot } from '../../src/core/model/slots.js';
import { renderPart, traceParts } from '../../src/core/renderer.js';
import { quote } from '../../src/core/text/quote.js';
import { TextMap } from '../../src/core/text/textMap.js';
import type { Assembly } from '../../src/language/prompts/assembly.js';
import { PromptMap } from '../../src/language/prompts/promptMap.js';
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

/** Finding what a whole template became. */
function mapping(size: number): () => unknown {
  const text = 'a {{task}} b {{stress}} '.repeat(size);
  const compiled = compileTemplate(text);
  const written = {
    content: stringNode(text, { start: 0, end: text.length }, () => TextMap.identity(0, text.length)),
  };
  const parts = bySlot(() => ({ text: renderPart(compiled, values('x')) }));
  const render = {
    parts,
    provenance: () =>
      traceParts(
        bySlot(() => compiled),
        values('x'),
      ),
  };
  const assembly = { render, templates: bySlot(() => ({ file: 'f', written })), input: undefined };
  return () => new PromptMap(assembly as unknown as Assembly).rangesOf('f', { start: 0, end: text.length });
}

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
  { name: 'placeholders of a template that is found in its prompt', from: 500, prepare: mapping },
  {
    name: 'a name that messages quote',
    from: 100_000,
    prepare: (size) => {
      const name = 'né\u{1f600}'.repeat(size);
      return () => Array.from({ length: 2_000 }, () => quote(name));
    },
  },
];
