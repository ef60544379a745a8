// A file of YAML for another tool, read back by a parser of its own.
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { JsonValue } from '../../../../src/core/model/jsonValue.js';
import { yamlFile } from '../../../../src/language/exchange/yamlFile.js';

const map = (values: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, JsonValue> =>
  new Map(Object.entries(values));

describe('a mapping as a file of YAML', () => {
  it('has each entry on a line of its own, also of the mappings in its lists', () => {
    const message = map({ role: 'user', content: 'Go.' });
    assert.equal(
      yamlFile(map({ name: 'b', model: map({ api: 'chat' }), messages: [message, message] })),
      'name: b\nmodel:\n  api: chat\nmessages:\n  - role: user\n    content: Go.\n  - role: user\n    content: Go.\n',
    );
  });

  it('has a single entry of a list or a mapping on a line of its own, too', () => {
    const vars = map({ task: 'x' });
    assert.equal(
      yamlFile(map({ tests: [map({ vars })], config: map({ tests: [map({ vars })] }) })),
      'tests:\n  - vars:\n      task: x\nconfig:\n  tests:\n    - vars:\n        task: x\n',
    );
  });

  it('says what it was made of, also where that is empty or is not seen', () => {
    for (const [value, expected] of [
      [map({}), {}],
      [[], []],
      [[map({})], [{}]],
      [
        [map({ a: 'x' }), 'y'],
        [{ a: 'x' }, 'y'],
      ],
    ] as const)
      assert.deepEqual(parse(yamlFile(map({ key: value }))), { key: expected });
    assert.equal(yamlFile(map({ 'a\u{e0041}': 'x' })), String.raw`"a\U000e0041": x` + '\n');
  });
});
