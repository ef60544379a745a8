import assert from 'node:assert/strict';
import { readRecord } from '../../../src/core/documents/recordFile.js';
import { decodeUtf8 } from '../../../src/core/text/utf8.js';

describe('a record of a folder, such as its labels', () => {
  const codes = (given: Parameters<typeof readRecord>[0]): string[] =>
    readRecord(given).findings.map(({ code }) => code);

  it('that is not UTF-8 has that one mistake, whatever else there seems to be', () => {
    const bytes = Buffer.concat([Buffer.from('{ "a": '), Buffer.from([0xe4]), Buffer.from(' ]')]);
    const { findings, root } = readRecord(decodeUtf8(bytes));
    assert.equal(root, undefined);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['The file is not UTF-8 from here on. Save it as UTF-8.'],
    );
  });

  it('with a merge conflict has that alone', () => {
    const conflict = '{\n<<<<<<< ours\n"a": 1\n=======\n"a": 2\n>>>>>>> theirs\n}\n';
    assert.deepEqual(codes(conflict), ['merge-conflict']);
    assert.equal(readRecord(conflict).root, undefined);
  });

  it('is read as JSON else', () => {
    assert.deepEqual(codes('{"a": 1}'), []);
    assert.deepEqual(codes('{"a" 1}'), ['syntax']);
  });
});
