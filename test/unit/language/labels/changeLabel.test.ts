import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeLabel } from '../../../../src/language/labels/changeLabel.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';

const set = (text: string | undefined, bundle: string, label: string, version?: string): string | undefined =>
  changeLabel(text, { bundle, label, version });

describe('changeLabel', () => {
  it('makes a file, and changes one in place with all else as it is written', () => {
    const made = set(undefined, 'b', 'production', '1.0.0');
    assert.equal(made, '{\n  "b": {\n    "production": "1.0.0"\n  }\n}\n');
    const text = '{ "b":   { "production": "1.0.0" } }';
    assert.equal(set(text, 'b', 'production', '1.1.0'), '{ "b":   { "production": "1.1.0" } }');
    assert.equal(set(text, 'b', 'production', '1.0.0'), text);
    assert.equal(
      set('\uFEFF{"b": {"x": "1.0.0"}}\r\n', 'b', 'x', '2.0.0'),
      '\uFEFF{"b": {"x": "2.0.0"}}\r\n',
    );
  });

  it('puts new labels and bundles in order of name, in the manner of the file', () => {
    const tabs = '{\r\n\t"b": {\r\n\t\t"m": "1.0.0"\r\n\t}\r\n}\r\n';
    const more = set(set(tabs, 'b', 'a', '1.0.0'), 'a', 'z', '1.0.0') ?? '';
    assert.equal(
      more,
      '{\r\n\t"a": {\r\n\t\t"z": "1.0.0"\r\n\t},\r\n\t"b": {\r\n\t\t"a": "1.0.0",\r\n\t\t"m": "1.0.0"\r\n\t}\r\n}\r\n',
    );
    assert.equal(
      set('{\n  "b": {\n    "m": "1.0.0"\n  }\n}\n', 'b', 'n', '1.0.0'),
      '{\n  "b": {\n    "m": "1.0.0",\n    "n": "1.0.0"\n  }\n}\n',
    );
  });

  it('removes a label, and its bundle with the last one', () => {
    const text =
      '{\n  "a": {\n    "x": "1.0.0",\n    "y": "1.0.0"\n  },\n  "b": {\n    "x": "1.0.0"\n  }\n}\n';
    const less = set(text, 'a', 'x');
    assert.equal(less, '{\n  "a": {\n    "y": "1.0.0"\n  },\n  "b": {\n    "x": "1.0.0"\n  }\n}\n');
    assert.equal(set(less, 'a', 'y'), '{\n  "b": {\n    "x": "1.0.0"\n  }\n}\n');
    assert.equal(set(set(less, 'a', 'y'), 'b', 'x'), '{}\n');
    assert.equal(set(text, 'a', 'none'), text);
    assert.equal(set(text, 'none', 'x'), text);
  });

  it('refuses where a mistake is in the way', () => {
    for (const text of ['[]', '{', '{"b": 1}', '{"b": {"x": "1.0.0", "x": "2.0.0"}}', '{"b": {}, "b": {}}'])
      assert.equal(set(text, 'b', 'x', '1.0.0'), undefined, text);
  });

  it('says what is asked and leaves all other labels, whatever the names are', () => {
    const id = fc.oneof(
      fc.constantFrom('a', '__proto__', 'constructor', 'ä"\\', '$x'),
      fc.string({ minLength: 1 }),
    );
    const label = fc.constantFrom('a', 'constructor', 'production', 'x.1');
    const version = fc.constantFrom('1.0.0', '2.0.0-rc.1');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(id, label, fc.option(version, { nil: undefined })), { maxLength: 12 }),
        (all) => {
          let text: string | undefined;
          const expected = new Map<string, string>();
          for (const [bundle, name, to] of all) {
            if (bundle === '$schema') continue;
            const after = changeLabel(text, { bundle, label: name, version: to });
            if (text === undefined && to === undefined) continue;
            assert.ok(after !== undefined);
            text = after;
            const key = JSON.stringify([bundle, name]);
            if (to === undefined) expected.delete(key);
            else expected.set(key, to);
          }
          const read = readLabels('f', text ?? '{}').entries.map(
            (one) => [JSON.stringify([one.bundle, one.label]), one.version] as const,
          );
          assert.deepEqual(new Map([...read].sort()), new Map([...expected].sort()));
        },
      ),
    );
  });
});
