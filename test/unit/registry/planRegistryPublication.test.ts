// What publishing to a registry writes, and what is in its way, before anything is written.
import assert from 'node:assert/strict';
import type { JsonValue } from '../../../src/core/model/jsonValue.js';
import { planRegistryPublication } from '../../../src/registry/publication/planRegistryPublication.js';
import { planOf, publishable, type PartGiven } from '../../registry/publications.js';

const reasons = (bundle: Parameters<typeof publishable>[0], system: PartGiven = {}): readonly string[] => {
  const plan = planRegistryPublication(publishable(bundle, { system }));
  return plan.kind === 'refused' ? plan.reasons : [];
};

describe('a publication to a registry', () => {
  it('has each template once, in one order whatever slots they fill', () => {
    const shared = { reference: { id: 'z', semver: '1.0.0' }, content: 'z' };
    const { templates } = planOf(
      publishable(
        { id: 'b' },
        {
          system: shared,
          task: shared,
          activity: { reference: { id: 'a', semver: '2.0.0' } },
          personality: { reference: { id: 'a', semver: '10.0.0' } },
        },
      ),
    );
    assert.deepEqual(
      templates.map(({ reference: { id, semver } }) => `${id}@${semver}`),
      ['a@10.0.0', 'a@2.0.0', 'z@1.0.0'],
    );
  });

  it('says which names inline templates get, with which role, and what is not stored', () => {
    const { notes, slots } = planOf(
      publishable(
        { id: 'b', semver: '1.2.3' },
        {
          system: { reference: null },
          task: { reference: null, role: 'user' },
          activity: { adapter_version: '9' },
        },
      ),
    );
    assert.deepEqual(notes, [
      'The template of the system part is stored as `b.system@1.2.3`, with the role `system`.',
      'The adapter version of `b-activity@1.2.3` is not stored.',
      'The template of the task part is stored as `b.task@1.2.3`.',
    ]);
    assert.equal(slots.system.role, 'system');
    assert.equal(slots.task.role, 'user');
  });

  it('writes constraints with numbers as they are, and `null` for none', () => {
    const constraints = new Map<string, JsonValue>([
      ['A', 1],
      ['B', 18446744073709551615n],
    ]);
    const { slots } = planOf(publishable({ id: 'b' }, { system: { constraints } }));
    assert.equal(slots.system.constraintsText, '{"A":1.0,"B":18446744073709551615}');
    assert.equal(slots.task.constraintsText, 'null');
  });

  it('is refused where two templates would have one name', () => {
    const given = publishable(
      { id: 'b' },
      { system: { reference: null }, task: { reference: { id: 'b.system', semver: '1.0.0' } } },
    );
    const plan = planRegistryPublication(given);
    assert.ok(plan.kind === 'refused');
    assert.match(plan.reasons.join(), /`b.system@1.0.0` would stand for two templates/);
  });

  it('is refused for names that the service cannot read back, and those of no possible length', () => {
    for (const id of ['team/agent', '/', '.', '..'])
      assert.match(reasons({ id }).join(), /cannot be read back/, id);
    assert.deepEqual(reasons({ id: 'a b?c#d%e+f:é🙂' }), []);
    assert.deepEqual(reasons({ id: 'b' }, { reference: { id: 'team/part', semver: '1.0.0' } }), []);
    assert.match(reasons({ id: '' }).join(), /1 to 255/);
    assert.deepEqual(reasons({ id: 'b' }, { reference: { id: '🙂'.repeat(255), semver: '1.0.0' } }), []);
    assert.match(
      reasons({ id: 'b' }, { reference: { id: '🙂'.repeat(256), semver: '1.0.0' } }).join(),
      /256 characters/,
    );
    // Its own name leaves no room for that of its parts.
    assert.match(reasons({ id: 'i'.repeat(250) }, { reference: null }).join(), /257 characters/);
    assert.match(reasons({ id: 'b', semver: `1.0.0-${'a'.repeat(59)}` }).join(), /exact version/);
    assert.match(reasons({ id: 'b' }, { reference: { id: 'x', semver: '1.0' } }).join(), /exact version/);
  });

  it('is refused for what PostgreSQL or the service cannot hold, wherever it stands', () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? 'x' : [nested(depth - 1)]);
    const constraint = (value: JsonValue, key = 'K'): PartGiven => ({ constraints: new Map([[key, value]]) });
    const wrong: readonly (readonly [PartGiven, RegExp])[] = [
      [{ content: '' }, /no content/],
      [{ content: 'a\0b' }, /The content of the template `b-system@1.0.0` holds the character U\+0000/],
      [{ content: 'a\ud800' }, /half a character/],
      [{ reference: { id: 'a\0', semver: '1.0.0' } }, /U\+0000/],
      [constraint('\0'), /U\+0000/],
      [constraint('x', '\0'), /U\+0000/],
      [constraint(new Map([['a', ['\0']]])), /U\+0000/],
      [constraint(NaN), /no finite number/],
      [constraint([1, -Infinity]), /no finite number/],
      [constraint(1.5e300), /too large/],
      [constraint(nested(252)), /nested/],
      [constraint(nested(5000)), /nested/],
    ];
    for (const [part, expected] of wrong) {
      const [reason = '', ...others] = reasons({ id: 'b' }, part);
      assert.match(reason, expected);
      assert.match(reason, /^The\b.*\.$|^A\b.*\.$/);
      assert.deepEqual(others, []);
    }
    for (const fine of [constraint(nested(251)), constraint(-0), constraint(1e16), { content: ' \n' }])
      assert.deepEqual(reasons({ id: 'b' }, fine), []);
    assert.match(reasons({ id: 'b', tags: ['a\0'] }).join(), /tag/);
    assert.match(reasons({ id: 'b', tags: ['x'.repeat(65)] }).join(), /64/);
  });
});
