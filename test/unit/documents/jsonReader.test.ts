import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseJson, type ParsedValue } from '../../../src/core/documents/parseJson.js';
import { anyJson, jsonText } from '../arbitraries.js';
import { projectFolder } from '../projectFolder.js';
import { parseJsonByTree } from './jsonByTree.js';
import { nodeTree } from './nodeTree.js';

// What our own reader makes of JSON is what a parser that others keep makes of it: values, the place of every character, findings.

const WORDS =
  '{|}|[|]|,|:|"|\\|\n| |\t|\r|true|false|null|nul|truex|0|-|-0|01|1.|.5|1.5|1e|1e5|1E+05|1e400|12345678901234567890123|"a"|"a":1|"a":|"\\u0061"|"\\ud83d"|"\\ude00"|\ud83d|"\\x"|"\\u12"|"\\"|\u0000|\u000b|\u00a0|\ufeff|\u2028|\u2019|//|/*|*/|NaN|Infinity|\'a\'|{}|[]|[1,]|{"a":1,}'.split(
    '|',
  );

const told = ({ root, findings }: ParsedValue): unknown => ({
  root: root && nodeTree(root),
  findings,
});

function assertAlike(text: string): boolean {
  const read = parseJson(text);
  assert.deepEqual(told(read), told(parseJsonByTree(text)), JSON.stringify(text));
  return read.root !== undefined;
}

describe('JSON', () => {
  it('is read as a parser reads it that others keep', () => {
    let right = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }), (words) => {
        if (assertAlike(words.join(''))) right++;
      }),
      { numRuns: 20_000 },
    );
    assert.ok(right > 500, `Only ${right} texts were right.`);
  }).timeout(60_000);

  it('is that of any value, wherever a character of it comes, goes or changes', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        assert.ok(assertAlike(jsonText(value)));
      }),
      { numRuns: 500 },
    );
    const folder = path.join(projectFolder, 'media/sample');
    const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const text = fc.oneof(
      anyJson.map(jsonText),
      fc.constantFrom('{"a":[1,2.5,"x\\n"],"b":{"c":null}}', ...samples),
    );
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.integer({ min: 0, max: 3 }),
        fc.oneof(fc.constantFrom(''), fc.constantFrom(...WORDS)),
        (given, where, gone, come) => {
          const at = where % (given.length + 1);
          assertAlike(given.slice(0, at) + come + given.slice(at + gone));
        },
      ),
      { numRuns: 6_000 },
    );
  }).timeout(60_000);

  it('is as deep as its brackets are nested, however many stand beside one another', () => {
    for (const one of ['{}', '[]', '{"a": [1]}'])
      assert.ok(assertAlike(`[${Array.from({ length: 600 }, () => one).join()}]`));
  });

  it('is refused where it is nested too deep, at the same bracket', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const)
      for (const depth of [499, 500, 501, 502, 503, 20_000])
        for (const inner of ['', '1', '"["', '[', ']'])
          assertAlike(open.repeat(depth) + inner + close.repeat(depth));
  });
});
