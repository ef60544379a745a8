// Substitution and assembly (spec, section 2), against the service's rule written plainly.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileTemplate } from '../../src/core/compileTemplate.js';
import { bySlot, type BySlot } from '../../src/core/model/slots.js';
import { joinParts, renderPart, traceParts, type PlaceholderValues } from '../../src/core/renderer.js';
import { bracedText } from './arbitraries.js';

const DEFAULTS: PlaceholderValues = { task: '', activity_level: '0.0', stress: '0.0', semantic_traits: '{}' };

/** The rule, word for word: in each part, each placeholder in its turn, all of it. */
function plainly(content: string, values: PlaceholderValues): string {
  return content
    .split('{{task}}')
    .join(values.task)
    .split('{{activity_level}}')
    .join(values.activity_level)
    .split('{{stress}}')
    .join(values.stress)
    .split('{{semantic_traits}}')
    .join(values.semantic_traits);
}

function render(content: string, values: Partial<PlaceholderValues> = {}): string {
  return renderPart(compileTemplate(content), { ...DEFAULTS, ...values });
}

const level = fc.constantFrom('0.0', '1.0', '0.5', '1e-05', '-0.0', '0.30000000000000004');
const values: fc.Arbitrary<PlaceholderValues> = fc.record({
  task: bracedText(),
  activity_level: level,
  stress: level,
  semantic_traits: fc.oneof(
    fc.constantFrom('{}', '{"a":1}'),
    bracedText(5).map((text) => JSON.stringify({ a: text })),
  ),
});
const parts: fc.Arbitrary<BySlot<string>> = fc.record(bySlot(() => bracedText()));

describe('a rendered part', () => {
  for (const [what, content, given, expected] of [
    ['has every occurrence filled in', '{{task}}{{stress}}{{task}}', { task: 'T', stress: '0.5' }, 'T0.5T'],
    [
      'takes a value as it is, patterns of replacement too',
      'a {{task}} b',
      { task: "$& $1 $$ $' \\1" },
      "a $& $1 $$ $' \\1 b",
    ],
    [
      'keeps what is no placeholder',
      '{{ task }} {{Task}} {task} {{task } }}',
      { task: 'T' },
      '{{ task }} {{Task}} {task} {{task } }}',
    ],
    ['has braces around a placeholder stay', '{{{task}}}', { task: 'T' }, '{T}'],
    ['is empty for an empty text', '', { task: 'T' }, ''],
    [
      'fills in a later placeholder that the task brings in',
      '{{task}}',
      { task: '{{stress}} {{semantic_traits}}' },
      '0.0 {}',
    ],
    ['does not fill in the task again', '{{task}}', { task: '{{task}}' }, '{{task}}'],
    ['fills in what the task completes at its start', '{{stre{{task}}', { task: 'ss}}' }, '0.0'],
    ['fills in what the task completes behind one brace', '{{{task}}}', { task: '{stress}}' }, '0.0}'],
    ['fills in what an empty task brings together', '{{{task}}{stress}}', { task: '' }, '0.0'],
    ['fills in what the task completes at its end', '{{task}}ess}}', { task: 'a {{str' }, 'a 0.0'],
    ['fills in what an empty task closes up', '{{stre{{task}}ss}}', {}, '0.0'],
    ['fills in what two tasks make together', '{{task}}{{task}}', { task: '}}{{stress' }, '}}0.0{{stress'],
    ['fills in what a task in the middle completes', '{{activity{{task}}level}}', { task: '_' }, '0.0'],
    [
      'does not look for placeholders in the traits',
      '{{semantic_traits}}',
      { semantic_traits: '{"a":"{{stress}}"}' },
      '{"a":"{{stress}}"}',
    ],
    ['does not let a level complete a placeholder', '{{{{stress}}}}', { stress: '0.5' }, '{{0.5}}'],
  ] as const) {
    it(what, () => {
      assert.equal(render(content, given), expected);
      assert.equal(plainly(content, { ...DEFAULTS, ...given }), expected);
    });
  }

  it('is always what the rule says, one placeholder after the other', () => {
    fc.assert(
      fc.property(bracedText(), values, (content, given) => {
        assert.equal(renderPart(compileTemplate(content), given), plainly(content, given));
      }),
      { numRuns: 500 },
    );
  });

  it('is always what the rule says where the task is short and the text full of halves', () => {
    const half = fc.constantFrom(
      '{{stre',
      'ss}}',
      '{{activity_level',
      '}}',
      '{',
      '{{task}}',
      '{{semantic_',
      'traits}}',
      '{{s',
    );
    const content = fc.array(half, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        content,
        fc.constantFrom('', 's', 'ss}}', '}', '{', 'traits', '_', '}}{{stress'),
        (text, task) => {
          assert.equal(render(text, { task }), plainly(text, { ...DEFAULTS, task }));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('an assembled prompt', () => {
  it('is the four parts in order, one blank line between, nothing trimmed', () => {
    assert.equal(
      joinParts({ task: 'd ', activity: '', personality: '\n', system: ' a' }),
      ' a\n\n\n\n\n\n\nd ',
    );
  });
});

describe('provenance', () => {
  it('covers every character once, and points at equal text', () => {
    fc.assert(
      fc.property(parts, values, (contents, given) => {
        const compiled = bySlot((slot) => compileTemplate(contents[slot]));
        const prompt = joinParts(bySlot((slot) => renderPart(compiled[slot], given)));
        let end = 0;
        for (const span of traceParts(compiled, given).spans) {
          assert.equal(span.start, end);
          end = span.end;
          const text = prompt.slice(span.start, span.end);
          const { origin } = span;
          if (origin.kind === 'separator') assert.equal(text, '\n\n');
          else {
            const source = origin.kind === 'template' ? contents[origin.slot] : given[origin.name];
            assert.equal(source.slice(origin.start, origin.start + text.length), text);
          }
          assert.ok(text !== '' || (origin.kind === 'value' && given[origin.name] === ''));
        }
        assert.equal(end, prompt.length);
      }),
      { numRuns: 500 },
    );
  });

  it('gives each slot its own spans, between the separators', () => {
    fc.assert(
      fc.property(parts, values, (contents, given) => {
        const { spans } = traceParts(
          bySlot((slot) => compileTemplate(contents[slot])),
          given,
        );
        const slots = spans.map(({ origin }) => (origin.kind === 'separator' ? '|' : origin.slot));
        const order = slots.filter((slot, i) => slot === '|' || slot !== slots[i - 1]).join(' ');
        assert.match(order, /^(?:system )?\|(?: personality)? \|(?: activity)? \|(?: task)?$/);
      }),
    );
  });

  const trace = (content: string, task: string): unknown => {
    const contents = bySlot((slot) => compileTemplate(slot === 'system' ? content : 'x'));
    const { spans, formed } = traceParts(contents, { ...DEFAULTS, task });
    const shown = spans.filter(({ origin }) => origin.kind !== 'separator' && origin.slot === 'system');
    return {
      spans: shown.map(({ start, end, origin }) => [
        start,
        end,
        origin.kind === 'value' ? origin.name : origin.kind,
        'start' in origin ? origin.start : 0,
      ]),
      formed: formed.map(({ name, task: { start, end } }) => [name, start, end]),
    };
  };

  it('tells text of the template from text of a value', () => {
    assert.deepEqual(trace('a {{task}} b', 'T'), {
      spans: [
        [0, 2, 'template', 0],
        [2, 3, 'task', 0],
        [3, 5, 'template', 10],
      ],
      formed: [],
    });
  });

  it('keeps the place of an empty value', () => {
    assert.deepEqual(trace('a{{task}}b', ''), {
      spans: [
        [0, 1, 'template', 0],
        [1, 1, 'task', 0],
        [1, 2, 'template', 9],
      ],
      formed: [],
    });
  });

  it('names a placeholder that the task brought in, and where it stands in the task', () => {
    assert.deepEqual(trace('{{task}}!', 'a {{stress}} b'), {
      spans: [
        [0, 2, 'task', 0],
        [2, 5, 'stress', 0],
        [5, 7, 'task', 12],
        [7, 8, 'template', 8],
      ],
      formed: [['stress', 2, 12]],
    });
  });

  it('names a placeholder that the task completed, and which part of the task is in it', () => {
    assert.deepEqual(trace('{{stre{{task}}!', 'ss}} b'), {
      spans: [
        [0, 3, 'stress', 0],
        [3, 5, 'task', 4],
        [5, 6, 'template', 14],
      ],
      formed: [['stress', 0, 4]],
    });
  });

  it('has every formed placeholder in text of the task', () => {
    fc.assert(
      fc.property(parts, values, (contents, given) => {
        const { formed } = traceParts(
          bySlot((slot) => compileTemplate(contents[slot])),
          given,
        );
        for (const { name, task } of formed) {
          assert.notEqual(name, 'task');
          assert.ok(0 <= task.start && task.start <= task.end && task.end <= given.task.length);
        }
      }),
    );
  });
});
