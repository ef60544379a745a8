// Whether what is stored is what a file says: by value, never by how it is written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/core/canonicalJson.js';
import { parsePromptFile } from '../../../src/core/documents/promptFile.js';
import type { TemplateBody } from '../../../src/core/model/template.js';
import { byValue } from '../../../src/registry/comparison/byValue.js';
import {
  compareStored,
  compareStoredTemplate,
  differingFields,
} from '../../../src/registry/comparison/compareStored.js';
import { publishable } from '../../registry/publications.js';
import { projectFolder } from '../projectFolder.js';
import { storedBundleRow, storedRow } from './storedRows.js';

interface Roundtrip {
  readonly case: string;
  readonly file: string;
  readonly http: number;
  readonly stored_via_service: string;
  readonly stored_direct: string;
}
const roundtrips = JSON.parse(
  readFileSync(path.join(projectFolder, 'test/vectors/registry/constraints-roundtrip.json'), 'utf8'),
) as readonly Roundtrip[];

/** What a file with these constraints says. */
function body(constraints: string): TemplateBody {
  const text = `{"template_id":"t","semver":"1.0.0","role":"system","content":"x","constraints":${constraints}}`;
  const file = parsePromptFile({ kind: 'template', syntax: 'json' }, { text });
  assert.ok(file.kind === 'template' && file.model, text);
  return file.model;
}

describe('stored constraints', () => {
  /** The record holds the first characters alone, and a number of 301 digits is more. */
  const whole = (stored: string, { case: name, file }: Roundtrip): string =>
    stored.endsWith('}')
      ? stored
      : name === 'key order'
        ? '{"NO_EMOJI": true, "MAX_PARAGRAPHS": 4, "FORBIDDEN_TOKENS": ["b", "a"]}'
        : `{"K": 15${'0'.repeat(299)}}${file === '' ? '' : ''}`;

  for (const roundtrip of roundtrips)
    it(`${roundtrip.case}: are those of the file, through the service and without it`, () => {
      for (const stored of [roundtrip.stored_via_service, roundtrip.stored_direct]) {
        const row = storedRow({ constraints: whole(stored, roundtrip) });
        assert.deepEqual(compareStoredTemplate(row, body(roundtrip.file)), []);
        // And not those of another.
        assert.equal(compareStoredTemplate(row, body('{"OTHER":1}')).length > 0, true);
      }
    });

  it('are none as SQL NULL, JSON null and an empty mapping, and something else is not none', () => {
    for (const constraints of [null, 'null', '{}'])
      assert.deepEqual(compareStoredTemplate(storedRow({ constraints }), body('{}')), []);
    const nested = `{"K": ${'['.repeat(600)}${']'.repeat(600)}}`;
    for (const constraints of ['[]', '"x"', '5', nested])
      assert.deepEqual(
        compareStoredTemplate(storedRow({ constraints }), body('{}')).map(({ field }) => field),
        ['constraints'],
      );
  });

  it('that are written otherwise are others, where they are worth something else', () => {
    const pairs = [
      ['{"K": 1}', '{"K":2}'],
      ['{"K": 1.5}', '{"K":1}'],
      ['{"K": "1"}', '{"K":1}'],
      ['{"K": true}', '{"K":1}'],
      ['{"K": 9007199254740993}', '{"K":9007199254740992}'],
      ['{"K": 100000000000000000000000}', '{"K":1.1e23}'],
      ['{"K": null}', '{}'],
      ['{"K": [1, 2]}', '{"K":[2,1]}'],
    ] as const;
    for (const [stored, file] of pairs)
      assert.equal(compareStoredTemplate(storedRow({ constraints: stored }), body(file)).length, 1, stored);
  });

  it('are the same for every float, as the digits that PostgreSQL writes', () => {
    const digits = (value: number): string => {
      // `numeric` has no exponent, and zero no sign.
      const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
      const [first = '', rest = ''] = mantissa.split('.');
      const shift = Number(exponent);
      const all = first + rest;
      const text =
        shift < 0
          ? `0.${'0'.repeat(-shift - 1)}${all}`
          : shift >= rest.length
            ? all + '0'.repeat(shift - rest.length)
            : `${all.slice(0, shift + 1)}.${all.slice(shift + 1)}`;
      return value < 0 ? `-${text}` : text;
    };
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const row = storedRow({ constraints: `{"K": ${digits(value)}}` });
        const other: TemplateBody = { ...row.template, constraints: new Map([['K', value]]) };
        assert.deepEqual(compareStoredTemplate(row, other), []);
      }),
    );
    assert.equal(canonicalJson(byValue(1e23)), `1${'0'.repeat(23)}`);
    assert.equal(byValue(-0), 0n);
  });
});

describe('a stored bundle', () => {
  it('is what a file with the same content says, and its hashes are told to say nothing where there is an adapter version', () => {
    const same = publishable({ id: 'b' });
    assert.deepEqual(compareStored(storedBundleRow(), same), { differences: [], areHashesComparable: true });
    const adapted = publishable({ id: 'b' }, { task: { adapter_version: '2' } });
    assert.deepEqual(compareStored(storedBundleRow(), adapted), {
      differences: [],
      areHashesComparable: false,
    });
  });

  it('is compared with an inline template by what that holds, and with no role as `system`', () => {
    const inline = publishable({ id: 'b' }, { task: { reference: null } });
    assert.deepEqual(compareStored(storedBundleRow(), inline).differences, []);
    const user = storedBundleRow({ task: { role: 'user' } });
    assert.deepEqual(
      compareStored(user, inline).differences.map(({ slot, field }) => [slot, field]),
      [['task', 'role']],
    );
  });

  it('says which field of which part differs, by which words', () => {
    const stored = storedBundleRow(
      {
        system: { content: 'Be kind.' },
        activity: { constraints: '{"NO_EMOJI": true}' },
        task: { template_id: 'old' },
      },
      '["a", "b"]',
    );
    const { differences } = compareStored(
      stored,
      publishable({ id: 'b', tags: ['b', 'a'] }, { system: { content: 'Be very kind.' } }),
    );
    assert.deepEqual(
      differences.map(({ slot, field }) => [slot, field]),
      [
        [null, 'tags'],
        ['system', 'content'],
        ['activity', 'constraints'],
        ['task', 'reference'],
      ],
    );
    assert.ok(differences[1]?.words);
    assert.match(differences[3]?.summary ?? '', /`old@1.0.0`/);
    assert.equal(
      differingFields(differences),
      'tags, content of system, constraints of activity, reference of task',
    );
  });
});
