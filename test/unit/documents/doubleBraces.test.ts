import assert from 'node:assert/strict';
import fc from 'fast-check';
import { doubleBraces } from '../../../src/core/documents/doubleBraces.js';
import { findingLines, FRONT, parseTemplate } from './parsing.js';

const covered = (text: string): string[] =>
  doubleBraces(text).map(({ start, end }) => text.slice(start, end));

/** Tried with every two places: balanced between them, shortest first, none with a brace of another. */
function plainly(text: string): string[] {
  const candidates: { start: number; end: number }[] = [];
  for (let start = 0; start < text.length; start++)
    for (let end = start + 4; end <= text.length; end++)
      if (
        text.startsWith('{{', start) &&
        text.endsWith('}}', end) &&
        isBalanced(text.slice(start + 2, end - 2))
      )
        candidates.push({ start, end });
  const used = new Set<number>();
  const found = candidates
    .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start)
    .filter(({ start, end }) => {
      const braces = [start, start + 1, end - 2, end - 1];
      if (braces.some((at) => used.has(at))) return false;
      for (const at of braces) used.add(at);
      return true;
    });
  return found.sort((a, b) => a.start - b.start).map(({ start, end }) => text.slice(start, end));
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

describe('doubled braces', () => {
  for (const [text, ...expected] of [
    ['{{a}} {{b}}', '{{a}}', '{{b}}'],
    ['{{\n  "a": 1,\n\n  "b": 2\n}}', '{{\n  "a": 1,\n\n  "b": 2\n}}'],
    ['{{ "a": {"b": 2} }}', '{{ "a": {"b": 2} }}'],
    ['{{"a": {"b": {"c": 2}}}}', '{{"a": {"b": {"c": 2}}}}'],
    ['{{"a": {{"b": {c}}}}}', '{{"a": {{"b": {c}}}}}', '{{"b": {c}}}'],
    ['{{{a}}}', '{{a}}'],
    ['{{{{a}}}}', '{{{{a}}}}', '{{a}}'],
    ['{{{a}, {b}}}', '{{{a}, {b}}}'],
    ['{{}}', '{{}}'],
    ['{"a": {"b": {"c": 1}}}'],
    ['{"a": {\n"b": {"c": 1}}} }}'],
    ['{{"a": 1} }'],
    ['{ {a}}'],
    ['}} {{'],
    ['{{ a {{b}}', '{{b}}'],
    ['{"a": {{task}}}', '{{task}}'],
  ] as const) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(covered(text), expected);
    });
  }

  it('are those that a plain search finds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '{', '}', 'a'), maxLength: 20 }), (text) => {
        assert.deepEqual(covered(text), plainly(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('are told once each, JSON never, the four placeholders in braces neither', () => {
    const body = [
      'Answer in this form:\n\n{{\n  "name": "Bo",\n  "age": 3\n}}\n',
      'One line: {{"name": "Bo"}}. Nested: {{ "a": {"b": 2} }}. Triple: {{{task}}}.',
      '{"a": {"b": {"c": 1}}} {{\n task\n}}\n',
    ].join('\n');
    assert.deepEqual(findingLines(parseTemplate(`${FRONT}---\n${body}`, 'md')), [
      '8:1-11:3 warning unknown-placeholder: `{{ "name": "Bo", "age": 3 }}` is not a placeholder. It is sent as it is. Use one of the four, or reword it.',
      '13:11-13:27 warning unknown-placeholder: `{{"name": "Bo"}}` is not a placeholder. It is sent as it is. Use one of the four, or reword it.',
      '13:37-13:56 warning unknown-placeholder: `{{ "a": {"b": 2} }}` is not a placeholder. It is sent as it is. Use one of the four, or reword it.',
      '14:24-16:3 warning unknown-placeholder: `{{ task }}` is not a placeholder. Did you mean `{{task}}`? => {{task}}',
    ]);
  });

  it('may be misspelt up to a length that no placeholder has', () => {
    for (const [blanks, advice] of [
      [193, 'Did you mean `{{task}}`?'],
      [194, 'It is sent as it is.'],
    ] as const) {
      const body = `{{${' '.repeat(blanks)}tsk}}`;
      assert.ok(findingLines(parseTemplate(`${FRONT}---\n${body}`, 'md'))[0]?.includes(advice));
    }
  });

  it('may be deep, or many that nothing closes', () => {
    const text = `${'{{a'.repeat(50_000)}${'}}'.repeat(50_000)}`;
    const { findings } = parseTemplate(`${FRONT}---\n${text}`, 'md');
    assert.equal(findings.length, 50_000);
    assert.ok(findings.every(({ message }) => message.length < 200));
    assert.deepEqual(parseTemplate(`${FRONT}---\n${'{{ '.repeat(300_000)}`, 'md').findings, []);
  });
});
