import assert from 'node:assert/strict';
import { compileConstraints } from '../../../../src/core/constraints/index.js';
import { compileTemplate } from '../../../../src/core/compileTemplate.js';
import { parseInputText } from '../../../../src/core/documents/inputText.js';
import { InputValues, usedPlaceholders } from '../../../../src/language/constraints/inputValues.js';
import {
  PartChecks,
  type CheckedSet,
  type CheckedTemplate,
} from '../../../../src/language/constraints/partChecks.js';

const compiled = compileTemplate('Do {{task}}.');
const used = usedPlaceholders(compiled);
const nothing = compileConstraints({ forbiddenTokens: [], noEmoji: false });

/** Templates and sets of constraints that count how often something is checked. */
function counted(): {
  readonly template: (key: number) => CheckedTemplate;
  readonly set: (key: number) => CheckedSet;
  readonly checks: () => number;
} {
  let checks = 0;
  const own = (): typeof nothing => {
    checks++;
    return nothing;
  };
  return {
    template: (key) => ({ compiled, used, key: `${key}`, slot: 'task', own }),
    set: (key) => ({ key: `${key}`, sentenceLimit: undefined, united: () => nothing }),
    checks: () => checks,
  };
}

const valuesOf = (task: string): InputValues => new InputValues(parseInputText(JSON.stringify({ task })));

describe('the checks of parts', () => {
  it('are made once for a template, a set of constraints and values', () => {
    const { template, set, checks } = counted();
    const parts = new PartChecks();
    for (const task of ['x', 'y', 'x']) parts.of(template(1), set(1))(valuesOf(task));
    assert.equal(checks(), 2);
    parts.of(template(1), set(2))(valuesOf('x'));
    parts.of(template(2), set(1))(valuesOf('x'));
    assert.equal(checks(), 4);
  });

  it('are forgotten for the oldest of too many sets', () => {
    const { template, set, checks } = counted();
    const parts = new PartChecks();
    const values = valuesOf('x');
    for (let i = 0; i < 17; i++) parts.of(template(1), set(i))(values);
    assert.equal(checks(), 17);
    parts.of(template(1), set(1))(values);
    assert.equal(checks(), 17);
    parts.of(template(1), set(0))(values);
    assert.equal(checks(), 18);
  });

  it('are forgotten altogether where there are too many of them', () => {
    const { template, set, checks } = counted();
    const parts = new PartChecks();
    const values = Array.from({ length: 1000 }, (_, i) => valuesOf(`${i}`));
    const [first] = values;
    assert.ok(first);
    for (let i = 0; i < 100; i++) for (const one of values) parts.of(template(i), set(1))(one);
    parts.of(template(99), set(1))(first);
    assert.equal(checks(), 100_000);
    parts.of(template(100), set(1))(first);
    parts.of(template(99), set(1))(first);
    assert.equal(checks(), 100_002);
  });
});
