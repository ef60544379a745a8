// Where the characters of a decoded value stand in its file: what every place in an editor depends on.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { nodeAt, type StringNode } from '../../src/core/documents/valueNode.js';
import { mapPlain, mapQuoted } from '../../src/core/documents/scalarMaps.js';
import { TextMap, TextMapBuilder } from '../../src/core/text/textMap.js';
import { anyString } from './arbitraries.js';
import { FRONT, parseInput, parseNamed, parseTemplate } from './documents/parsing.js';

/** What every map promises of the value and of the text it stands in. */
function check(text: string, { value, range, textMap }: StringNode): void {
  const map = textMap();
  let [next, last] = [0, range.start];
  for (const run of map.runs) {
    assert.equal(run.value, next, 'runs cover the value');
    assert.ok(run.source >= last && run.source + run.width <= range.end, 'runs ascend inside the scalar');
    next = run.value + run.length;
    last = run.source + run.width;
    if (run.length !== run.width) continue;
    const there = text.slice(run.source, run.source + run.width);
    const here = value.slice(run.value, run.value + run.length);
    assert.equal(unfolded(there, here), here, 'an exact run stands on equal text');
  }
  assert.equal(next, value.length, 'runs cover the value');
  const coarse = map.runs.some(
    ({ source, length, width }) => length !== width && source === range.start && source + width === range.end,
  );
  assert.ok(!coarse || value.trim() === '', 'no run stands for all of the text');
  for (let at = 0; at < value.length; at++) {
    const { start, end } = map.rangeToSource(at, at + 1);
    assert.ok(range.start <= start && start <= end && end <= range.end);
    assert.equal(map.toSource(at), start);
    const run = map.runs.find(
      (candidate) => candidate.value <= at && at < candidate.value + candidate.length,
    );
    assert.ok(run);
    const back = run.length === run.width ? at : run.value;
    if (run.width > 0) assert.equal(map.toValue(start), back);
  }
}

/** A line break in a folded text stands for a space. */
function unfolded(source: string, value: string): string {
  return Array.from({ length: source.length }, (_, i) =>
    source[i] === '\n' && value[i] === ' ' ? ' ' : source[i],
  ).join('');
}

function stringIn(text: string, path: (string | number)[], extension = 'yaml'): StringNode {
  const node = nodeAt(parseInput(text, extension).root, path);
  assert.ok(node?.kind === 'string', text);
  return node;
}

const words = fc
  .array(
    fc.constantFrom(
      'word',
      'a',
      '{{task}}',
      '{{stress}}',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      "it's",
      '"quoted"',
      'é',
      '\u{1f600}',
      '#no',
      ': ',
      '- ',
      '\\',
      '\\n',
      '\u0085',
      '\u2028',
      '\0',
      '\r',
      ' \n',
      '\n ',
      'longer words that make a line too long',
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('the place of a value that its text is not known to give', () => {
  it('is all of the text, for any of its characters', () => {
    const range = { start: 2, end: 6 };
    for (const map of [mapPlain('a abcd', range, 'xyz'), mapQuoted('a "ab"', range, 'xyz', '"')])
      for (const at of [0, 1, 2]) assert.deepEqual(map.rangeToSource(at, at + 1), range);
  });
});

describe('a text map of YAML', function () {
  this.timeout(20_000);
  const TYPES = ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
  for (const type of TYPES) {
    it(`leads to equal text: ${type}`, () => {
      const options = fc.record({
        lineWidth: fc.constantFrom(0, 20, 40, 80),
        indent: fc.constantFrom(1, 2, 4),
        depth: fc.nat(3),
        before: fc.boolean(),
      });
      fc.assert(
        fc.property(
          fc.oneof(words, anyString(30)),
          options,
          (value, { lineWidth, indent, depth, before }) => {
            let root: Record<string, unknown> = before ? { first: 'x', value } : { value, last: 'x' };
            const path = ['semantic_traits', 'value'];
            for (let i = 0; i < depth; i++) {
              root = { nested: root };
              path.splice(1, 0, 'nested');
            }
            const text = stringify({ semantic_traits: root }, {
              defaultStringType: type,
              lineWidth,
              indent,
              minContentWidth: 0,
              doubleQuotedMinMultiLineLength: 1,
            } as Record<string, unknown>);
            fc.pre(!text.includes('\r\n') && !text.startsWith('\ufeff'));
            const node = nodeAt(parseInput(text).root, path);
            // What the writer gets wrong itself (a blank at the start of a line) is not for this test.
            if (node?.kind !== 'string' || node.value !== value) return;
            check(text, node);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  for (const [what, text, value] of [
    ['a plain scalar over two lines', 'task: one\n  two {{stress}}\n', 'one two {{stress}}'],
    ['a plain scalar with a blank line', 'task: one\n\n\n  two\n', 'one\n\ntwo'],
    ['single quotes over two lines', "task: 'it''s\n  one'\n", "it's one"],
    ['double quotes with an escaped line break', 'task: "one \\\n  two\\\n  \\ three"\n', 'one two three'],
    [
      'double quotes with every escape',
      'task: "\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\/\\\\\\N\\_\\L\\P\\x41\\u0042\\U00000043\\U0000FFFF\\U0001F600"\n',
      '\0\x07\b\t\n\v\f\r\x1b "/\\\u0085\u00a0\u2028\u2029ABC\uffff\u{1f600}',
    ],
    ['double quotes with a line break after a blank', 'task: "one \t\n  two"\n', 'one two'],
    ['double quotes that begin and end on lines of their own', 'task: "\n  one\n  "\n', ' one '],
    ['a literal block', 'task: |\n  one\n    two\n\n  three\n', 'one\n  two\n\nthree\n'],
    ['a literal block that keeps its end', 'task: |+\n  one\n\n\nstress: 0\n', 'one\n\n\n'],
    ['a literal block without its end', 'task: |-\n  one\n  two\n', 'one\ntwo'],
    ['a literal block with an indentation of its own', 'task: |2\n    one\n  two\n', '  one\ntwo\n'],
    ['a literal block that starts with blank lines', 'task: |\n\n\n  one\n', '\n\none\n'],
    ['a literal block at the end of the file', 'task: |\n  one', 'one\n'],
    ['a literal block with a comment in its header', 'task: | # why\n  one\n', 'one\n'],
    ['a folded block', 'task: >\n  one\n  two\n\n  three\n', 'one two\nthree\n'],
    [
      'a folded block with a line that is further in',
      'task: >\n  one\n    two\n  three\n',
      'one\n  two\nthree\n',
    ],
    [
      'a folded block with blank lines around a line that is further in',
      'task: >\n  one\n\n    two\n\n  three\n',
      'one\n\n  two\n\nthree\n',
    ],
    ['a folded block that starts with blank lines', 'task: >-\n\n  one\n  two\n', '\none two'],
    ['a folded block that keeps its end', 'task: >+\n  one\n  two\n\n\n', 'one two\n\n\n'],
    ['a folded block with lines that end in blanks', 'task: >\n  one \n  two\n', 'one  two\n'],
    ['an empty block', 'task: |\n', ''],
    ['empty quotes', 'task: ""\n', ''],
    ['a tagged scalar', 'task: !!str 12\n', '12'],
    ['an anchored scalar', 'task: &a one\n', 'one'],
  ] as const) {
    it(`leads to equal text: ${what}`, () => {
      const node = stringIn(text, ['task']);
      assert.equal(node.value, value);
      check(text, node);
    });
  }

  it('of a block leads to its line breaks', () => {
    const map = stringIn('task: |\n  one\n  two\n', ['task']).textMap();
    assert.deepEqual(map.rangeToSource(3, 4), { start: 13, end: 14 });
    assert.deepEqual(map.rangeToSource(7, 8), { start: 19, end: 20 });
  });

  it('of an alias leads to the text at its anchor', () => {
    const text = 'semantic_traits: {a: &a "x\\ty"}\ntask: *a\n';
    check(text, stringIn(text, ['task']));
    assert.deepEqual(stringIn(text, ['task']).textMap().rangeToSource(2, 3), { start: 28, end: 29 });
  });

  it('in front matter leads into the file', () => {
    const text =
      '---\ntemplate_id: "a\\tb"\nsemver: 1.0.0\nrole: user\nadapter_version: |-\n  one\n---\nbody';
    for (const [key, inside] of [
      ['template_id', 'b"'],
      ['adapter_version', 'ne'],
    ] as const) {
      const node = nodeAt(parseNamed('a.prompt-template.md', text).root, [key]);
      assert.ok(node?.kind === 'string');
      check(text, node);
      assert.equal(
        text.slice(node.textMap().toSource(key === 'template_id' ? 2 : 1)).startsWith(inside),
        true,
      );
    }
  });
});

describe('a text map of JSON', () => {
  it('leads to equal text', () => {
    const spelled = anyString(30).map((value) => ({ value, text: JSON.stringify(value) }));
    const escaped = anyString(10).map((value) => ({
      value,
      text: `"${Array.from({ length: value.length }, (_, i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`,
    }));
    fc.assert(
      fc.property(fc.oneof(spelled, escaped), ({ value, text }) => {
        const json = `{"task": ${text}}`;
        const node = stringIn(json, ['task'], 'json');
        assert.equal(node.value, value);
        check(json, node);
      }),
      { numRuns: 300 },
    );
  });

  it('leads to the escape of an escaped character', () => {
    const map = stringIn('{"task": "a\\u0062\\nc"}', ['task'], 'json').textMap();
    assert.deepEqual(map.rangeToSource(1, 2), { start: 11, end: 17 });
    assert.deepEqual(map.rangeToSource(0, 4), { start: 10, end: 20 });
    assert.equal(map.toValue(13), 1);
    assert.equal(map.standsAlone(1, 2), true);
  });
});

describe('a text map of Markdown', () => {
  it('is the body as it stands', () => {
    const text = `${FRONT}---\n\n one\n\ntwo {{x}}\n\n`;
    const { root, model } = parseTemplate(text, 'md');
    const node = nodeAt(root, ['content']);
    assert.ok(node?.kind === 'string');
    check(text, node);
    assert.equal(model?.content, ' one\n\ntwo {{x}}');
    assert.equal(text.slice(node.range.start, node.range.end), model.content);
  });
});

describe('a text map with an escape', () => {
  // `ab` as it is, one character written with six, two written with ten, `c` as it is.
  const map = new TextMap([
    { value: 0, source: 10, length: 2, width: 2 },
    { value: 2, source: 12, length: 1, width: 6 },
    { value: 3, source: 18, length: 2, width: 10 },
    { value: 5, source: 30, length: 1, width: 1 },
  ]);

  it('takes places of the value to the file', () => {
    assert.deepEqual(
      [-1, 0, 1, 2, 3, 4, 5, 6, 7].map((at) => map.toSource(at)),
      [10, 10, 11, 12, 18, 18, 30, 31, 31],
    );
    assert.equal(new TextMap([{ value: 0, source: 10, length: 1, width: 6 }]).toSource(1), 16);
  });

  it('takes ranges of the value to the file, escapes whole', () => {
    assert.deepEqual(map.rangeToSource(1, 3), { start: 11, end: 18 });
    assert.deepEqual(map.rangeToSource(4, 5), { start: 18, end: 28 });
    assert.deepEqual(map.rangeToSource(2, 2), { start: 12, end: 12 });
    assert.deepEqual(map.rangeToSource(4, 4), { start: 18, end: 18 });
    assert.deepEqual(map.rangeToSource(0, 6), { start: 10, end: 31 });
  });

  it('takes places of the file to the value; between runs, to the next one', () => {
    assert.deepEqual(
      [0, 10, 11, 12, 14, 17, 18, 27, 28, 29, 30, 31, 99].map((at) => map.toValue(at)),
      [0, 0, 1, 2, 2, 2, 3, 3, 5, 5, 5, 6, 6],
    );
    // A character that nothing stands for in the file leaves its place to the next.
    const folded = new TextMap([
      { value: 0, source: 10, length: 1, width: 0 },
      { value: 1, source: 10, length: 1, width: 1 },
    ]);
    assert.equal(folded.toValue(10), 1);
  });

  it('knows which ranges can be replaced without their neighbours', () => {
    assert.equal(map.standsAlone(0, 3), true);
    assert.equal(map.standsAlone(3, 5), true);
    assert.equal(map.standsAlone(3, 4), false);
    assert.equal(map.standsAlone(4, 6), false);
  });

  it('made piece by piece has one run for what stands side by side', () => {
    const builder = new TextMapBuilder();
    for (const [source, length, width] of [
      [10, 1],
      [11, 1],
      [12, 1, 6],
      [18, 2, 10],
      [30, 1],
      [31, 0],
      [31, 2],
    ] as const)
      builder.add(source, length, width);
    assert.deepEqual(
      builder.build().runs.map(({ value, source, length, width }) => [value, source, length, width]),
      [
        [0, 10, 2, 2],
        [2, 12, 1, 6],
        [3, 18, 2, 10],
        [5, 30, 3, 3],
      ],
    );
  });

  it('without runs leads nowhere', () => {
    const empty = new TextMap([]);
    assert.deepEqual([empty.toSource(1), empty.toValue(1), empty.standsAlone(0, 0)], [0, 0, true]);
    assert.deepEqual(empty.rangeToSource(0, 0), { start: 0, end: 0 });
  });
});
