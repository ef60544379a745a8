import assert from 'node:assert/strict';
import { canonicalJson } from '../../../src/core/canonicalJson.js';
import { traitPlaces } from '../../../src/core/documents/traitPlaces.js';
import { nodeAt } from '../../../src/core/documents/valueNode.js';
import { parseInput } from './parsing.js';

describe('the places of traits', () => {
  it('are those of all keys and values in the canonical JSON, and in the file', () => {
    const text = "semantic_traits: {b: {d: [1, {}, [], 'x', [y]], c: {}}, a: {e: 2.5, f: ~}, g: true}\n";
    const { root, model } = parseInput(text);
    const traits = nodeAt(root, ['semantic_traits']);
    assert.ok(traits && model);
    const json = canonicalJson(model.semantic_traits);
    assert.deepEqual(
      traitPlaces(traits).map(({ start, end, place }) => [
        json.slice(start, end),
        text.slice(place.start, place.end),
      ]),
      [
        ['"a"', 'a'],
        ['"e"', 'e'],
        ['2.5', '2.5'],
        ['"f"', 'f'],
        ['null', '~'],
        ['"b"', 'b'],
        ['"c"', 'c'],
        ['"d"', 'd'],
        ['1', '1'],
        ['"x"', "'x'"],
        ['"y"', 'y'],
        ['"g"', 'g'],
        ['true', 'true'],
      ],
    );
  });
});
