import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseAnyYaml, parseYaml } from '../../../src/core/documents/parseYaml.js';
import { readPlainYaml } from '../../../src/core/documents/plainYaml.js';
import { projectFolder } from '../projectFolder.js';
import { nodeTree } from './nodeTree.js';

// Plain YAML is read without the parser: what comes of it is what the parser says, down to the place of every character.

const KEYS = ['a', 'b-c', 'd_e', 'f.g', 'h@1.0.0', 'k1'];
const ODD_KEYS = ['true', 'Null', '"q"', "'s'", 'é', '1', 'a b', 'x:y', '_z', '~', '<<', '? k', 'a'];
const WORDS =
  "a|be|x y|Task: x|x:|#c|a #c|a#b|a:b|http://x|\"q\"|'s'|\"a\\n\"|'it''s'|\"|'|1|1.0|-1|0|-0|007|+1|.5|1e3|0x1f|0o7|.inf|2024-01-01|1.0.0|1.0.0-rc.1|12345678901234567890|true|True|tRUE|FALSE|null|~|Null|yes|é|你|😀|-|- |- a|>|{|}|{}|[a]|[]|&a|*a|!!str x|!x|%|@x|`x`|(x)|<tag>|a/b|$x|_|=|---|...|? a|<<|\t|\u00a0|\u2028|\u0085|\ufeff|\u0007".split(
    '|',
  );
const HEADERS = [' |', ' |-', '  |', ' |', ' |-', ' >', ' >-', ' |+', ' |2', ' | ', ' | # c', ' |\t'];

const usually = (often: readonly string[], seldom: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...often) },
    { weight: 1, arbitrary: fc.constantFrom(...seldom) },
  );
const key = usually(KEYS, ODD_KEYS);
const gap = usually([' '], ['  ', '']);
const words = fc
  .array(usually(WORDS.slice(0, 4), WORDS), { minLength: 1, maxLength: 3 })
  .chain((some) => fc.constantFrom(' ', ' ', '', '  ').map((between) => some.join(between)));
const blank = usually([''], ['\n', '\n\n', ' \n', '# c\n', '  # c\n']);

function scalarEntry(indent: string): fc.Arbitrary<string> {
  const below = usually([''], [`${indent}  x\n`, `${indent}- x\n`]);
  return fc
    .tuple(key, gap, words, usually([''], [' ', '  ']), below)
    .map(([name, between, text, after, more]) => `${indent}${name}:${between}${text}${after}\n${more}`);
}

function literalEntry(indent: string): fc.Arbitrary<string> {
  const inner = fc.constantFrom('  ', '    ', ' ').map((step) => indent + step);
  return fc
    .tuple(key, usually(HEADERS.slice(0, 5), HEADERS), inner, fc.integer({ min: 0, max: 5 }))
    .chain(([name, header, deep, count]) => {
      const line = fc
        .tuple(usually([deep], [`${deep} `, `${deep}  `, indent, '']), words)
        .map(([start, text]) => `${start}${text}\n`);
      const lines = fc.array(
        fc.oneof(
          { weight: 5, arbitrary: line },
          { weight: 1, arbitrary: usually(['\n'], [`${deep}\n`, `${deep} \n`, ' \n']) },
        ),
        {
          minLength: count,
          maxLength: count,
        },
      );
      return fc
        .tuple(lines, usually([''], ['\n', '\n\n']))
        .map(([body, end]) => `${indent}${name}:${header}\n${body.join('')}${end}`);
    });
}

function listEntry(indent: string): fc.Arbitrary<string> {
  const item = fc.tuple(usually([' '], ['  ', '']), words).map(([between, text]) => `-${between}${text}\n`);
  return fc
    .tuple(key, fc.constantFrom('', '  ', ' '), fc.array(item, { minLength: 1, maxLength: 3 }))
    .map(
      ([name, step, items]) => `${indent}${name}:\n${items.map((one) => `${indent}${step}${one}`).join('')}`,
    );
}

function block(indent: string, levels: number): fc.Arbitrary<string> {
  const flat = [scalarEntry(indent), literalEntry(indent), listEntry(indent)];
  const nested = fc
    .constantFrom('  ', '  ', ' ', '    ')
    .chain((step) =>
      fc
        .tuple(key, usually([''], [' ', ' # c']), block(indent + step, levels - 1))
        .map(([name, after, body]) => `${indent}${name}:${after}\n${body}`),
    );
  const entry = fc.oneof(...(levels > 0 ? [...flat, nested] : flat));
  return fc
    .array(fc.tuple(blank, entry), { minLength: 1, maxLength: 4 })
    .map((entries) => entries.flat().join(''));
}

const texts = fc
  .tuple(
    usually([''], ['# c\n', '#\n\n', '%YAML 1.2\n', '---\n', '\n', ' \n']),
    block('', 2),
    usually([''], ['\n', '\n\n', ' ', '...\n', 'x']),
  )
  .map((parts) => parts.join(''));

function assertAlike(text: string, offset: number): boolean {
  const plain = readPlainYaml(text, offset);
  if (!plain) return false;
  const { root, findings } = parseAnyYaml(text, offset);
  assert.deepEqual(findings, []);
  assert.ok(root);
  assert.deepEqual(nodeTree(plain), nodeTree(root));
  return true;
}

describe('plain YAML', () => {
  it('is read as the parser reads it', () => {
    let plain = 0;
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 4), (text, offset) => {
        if (assertAlike(text, offset)) plain++;
      }),
      { numRuns: 4_000 },
    );
    assert.ok(plain > 400, `Only ${plain} texts were plain.`);
  }).timeout(60_000);

  it('is that of the sample, wherever a character of it comes, goes or changes', () => {
    const folder = path.join(projectFolder, 'media/sample');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    const samples = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const plain = samples.filter((text) => assertAlike(text, 0));
    assert.ok(plain.length * 2 > samples.length, `Only ${plain.length} of ${samples.length} are plain.`);
    fc.assert(
      fc.property(
        fc.constantFrom(...plain),
        fc.nat(),
        fc.integer({ min: 0, max: 3 }),
        fc.oneof(fc.constantFrom('', '\n', ' ', '  ', '\n\n'), fc.constantFrom(...WORDS)),
        (text, where, gone, come) => {
          const at = where % text.length;
          assertAlike(text.slice(0, at) + come + text.slice(at + gone), 0);
        },
      ),
      { numRuns: 4_000 },
    );
  }).timeout(60_000);

  for (const [what, text] of Object.entries({
    'a value over two lines': 'a: x\n  y\n',
    'a comment between': 'a: x\n# c\nb: y\n',
    'a key that is there twice': 'a: x\na: y\n',
    'a value that is missing': 'a:\nb: x\n',
    'an alias': 'a: &x y\nb: *x\n',
    'half a character': 'a: \ud83d\n',
    'no final line break': 'a: x',
    'an integer out of range': 'a: 99999999999999999999\n',
  }))
    it(`is not ${what}`, () => {
      assert.equal(readPlainYaml(text, 0), undefined);
      assert.deepEqual(parseYaml(text).findings, parseAnyYaml(text).findings);
    });
});
