// Canonical JSON (spec, section 2.2).
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../src/core/canonicalJson.js';
import { prettyJson } from '../../src/core/prettyJson.js';
import { entryOf, toJsonMap, toJsonValue } from '../../src/core/documents/valueNode.js';
import type { JsonMap, JsonValue } from '../../src/core/model/jsonValue.js';
import { anyJson, anyString, anyTraits, jsonText } from './arbitraries.js';
import { parseInput } from './documents/parsing.js';

/** The value that a JSON or YAML text says, by our own reader. */
function read(text: string): JsonValue {
  const file = parseInput(`{"semantic_traits": {"value": ${text}}}`, 'json');
  const node = entryOf(entryOf(file.root, 'semantic_traits')?.value, 'value')?.value;
  assert.ok(node, text);
  return toJsonValue(node);
}

/** The same value with the keys of every mapping in another order. */
function reordered(value: JsonValue): JsonValue {
  if (value instanceof Map) {
    return new Map(
      [...(value as JsonMap)].map(([key, item]): [string, JsonValue] => [key, reordered(item)]).reverse(),
    );
  }
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(reordered) : value;
}

describe('canonical JSON', function () {
  this.timeout(20_000);

  for (const [text, expected] of [
    [
      '{"b": 1, "a": {"d": [1, {"z": 0, "y": 0}], "c": null}}',
      '{"a":{"c":null,"d":[1,{"y":0,"z":0}]},"b":1}',
    ],
    [
      '[1, 1.0, -0, -0.0, 1e3, 1E3, 1e15, 1e16, 123456789012345680.0]',
      '[1,1.0,0,-0.0,1000.0,1000.0,1000000000000000.0,1e+16,1.2345678901234568e+17]',
    ],
    ['[0.00001, 0.000001, 1.5e-7, 1.5e300, 5e-324]', '[0.00001,1e-6,1.5e-7,1.5e+300,5e-324]'],
    [
      '[18446744073709551615, -9223372036854775808, 9007199254740993]',
      '[18446744073709551615,-9223372036854775808,9007199254740993]',
    ],
    [
      '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\\\/\\u007f\\u2028\\u00e9\\ud83d\\ude00"',
      '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\u007f\u2028é\u{1f600}"',
    ],
    [
      '{"\\uffff": 1, "\\ud800\\udc00": 2, "": 3, "aa": 4, "a": 5, "\\ue000": 6}',
      '{"":3,"a":5,"aa":4,"\ue000":6,"\uffff":1,"\u{10000}":2}',
    ],
    ['{"__proto__": 1, "10": 2, "9": 3, "constructor": 4}', '{"10":2,"9":3,"__proto__":1,"constructor":4}'],
    ['[true, false, null, "", [], {}]', '[true,false,null,"",[],{}]'],
  ] as const) {
    it(`of ${text}`, () => {
      assert.equal(canonicalJson(read(text)), expected);
    });
  }

  it('writes what is no JSON number as null', () => {
    assert.equal(canonicalJson([NaN, Infinity, -Infinity]), '[null,null,null]');
  });

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(read(text)), text);
        assert.deepEqual(read(text), sortedDeeply(value));
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order of keys, nor on how they are written', () => {
    fc.assert(
      fc.property(anyTraits, (traits) => {
        const text = canonicalJson(traits);
        assert.equal(canonicalJson(reordered(traits)), text);
        const file = parseInput(`semantic_traits: ${jsonText(reordered(traits))}`);
        const node = entryOf(file.root, 'semantic_traits')?.value;
        assert.ok(node?.kind === 'mapping');
        assert.equal(canonicalJson(toJsonMap(node)), text);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whatever was written before it', () => {
    const key = fc.constantFrom('a', 'b', 'c', '\uffff', '\u{10000}', 'a"', '\\', 'a key of some length');
    const mapping: fc.Arbitrary<JsonMap> = fc
      .uniqueArray(fc.tuple(key, fc.oneof(anyString(3), fc.bigInt(), fc.double())), {
        selector: ([name]) => name,
        maxLength: 8,
      })
      .map((entries) => new Map<string, JsonValue>(entries));
    fc.assert(
      fc.property(fc.array(mapping, { maxLength: 20 }), (mappings) => {
        for (const each of mappings) assert.equal(canonicalJson(each), written(each));
      }),
    );
    const large = Array.from({ length: 300 }, (_, i): [string, JsonValue] => [
      `k${(i * 7) % 300}`,
      BigInt(i),
    ]);
    for (const size of [63, 64, 65, 300]) {
      const some = new Map(large.slice(0, size));
      assert.equal(canonicalJson(some), written(some));
      const others = new Map([...some].map(([name], i): [string, JsonValue] => [name, i]));
      assert.equal(canonicalJson(others), written(others));
    }
    for (let i = 0; i < 600; i++) {
      const pair = new Map<string, JsonValue>([
        [`z${i}`, true],
        ['y', null],
      ]);
      assert.equal(canonicalJson(pair), `{"y":null,"z${i}":true}`);
    }
  });

  /** A mapping of plain values, key by key. */
  function written(mapping: JsonMap): string {
    const keys = [...mapping.keys()].sort((a, b) =>
      comparePoints(Array.from(a, pointOf), Array.from(b, pointOf)),
    );
    const members = keys.map((name) => `${JSON.stringify(name)}:${canonicalJson(mapping.get(name) ?? null)}`);
    return `{${members.join(',')}}`;
  }

  it('orders keys by code point', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyString(4)), (keys) => {
        const bySpelling = keys.toSorted((a, b) =>
          comparePoints(Array.from(a, pointOf), Array.from(b, pointOf)),
        );
        assert.equal(
          canonicalJson(new Map(keys.map((key) => [key, null]))),
          `{${bySpelling.map((key) => `${JSON.stringify(key)}:null`).join(',')}}`,
        );
      }),
    );
  });

  function pointOf(character: string): number {
    return character.codePointAt(0) ?? 0;
  }

  function comparePoints(a: readonly number[], b: readonly number[]): number {
    const at = a.findIndex((point, i) => point !== b[i]);
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
  }

  function sortedDeeply(value: JsonValue): JsonValue {
    if (value instanceof Map) {
      const entries = [...(value as JsonMap)].map(([key, item]): [string, JsonValue] => [
        key,
        sortedDeeply(item),
      ]);
      return new Map(entries);
    }
    return Array.isArray(value) ? (value as readonly JsonValue[]).map(sortedDeeply) : value;
  }
});

describe('JSON for people', () => {
  it('has a line for each member, and none for what has no members', () => {
    const value = read('{"b": {}, "a": [[], [1, {"c": null}]]}');
    assert.equal(
      prettyJson(value),
      '{\n  "a": [\n    [],\n    [\n      1,\n      {\n        "c": null\n      }\n    ]\n  ],\n  "b": {}\n}',
    );
    assert.equal(prettyJson(read('[1]')), '[\n  1\n]');
    assert.equal(prettyJson(read('{"b": 1, "a": 2}'), { order: 'written' }), '{\n  "b": 1,\n  "a": 2\n}');
  });
});
