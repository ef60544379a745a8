import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { chooseMutants } from '../../mutation/chooseMutants.mjs';
import { isWanted } from '../../mutation/isWanted.mjs';
import { mutantsOf } from '../../mutation/mutantsOf.mjs';
import { RefusingTypes } from '../../mutation/refusingTypes.mjs';
import { switchedText, type Switches } from '../../mutation/switchedText.mjs';
import { projectFolder } from '../projectFolder.js';

const changes = (text: string): string[] => mutantsOf('a.ts', text).map(({ change }) => change);

describe('the mutants of a source', () => {
  it('change operators, numbers, truths, statements and what is returned early', () => {
    assert.deepEqual(changes('const a = b && c || d;'), ['|| -> &&', '&& -> ||']);
    assert.deepEqual(changes('if (a < 0) b(); else c(!d);'), [
      '< -> <=',
      'statement removed',
      'statement removed',
      '! removed',
    ]);
    assert.deepEqual(changes('a > 0 && b <= 0;'), [
      'statement removed',
      '&& -> ||',
      '> -> >=',
      '0 -> 1',
      '<= -> <',
      '0 -> 1',
    ]);
    assert.deepEqual(changes('const a = b + 1 === c - 2;'), ['=== -> !==', '+ 1 -> - 1', '- 2 -> + 2']);
    assert.deepEqual(changes('function f() { if (a) return b; return c; }'), ['undefined returned']);
    assert.deepEqual(changes('function f() { if (a) return false; return c; }'), ['false -> true']);
    assert.deepEqual(changes('const a: 0 | true = true;\nimport b from "b";'), ['true -> false']);
  });

  it('change a number that a whole number is compared with only where the operator changed says another thing', () => {
    assert.deepEqual(changes('const a = b < 0, c = d >= 0, e = f <= 1, g = h > 1;'), [
      '< -> <=',
      '>= -> >',
      '<= -> <',
      '> -> >=',
    ]);
    assert.deepEqual(changes('const a = b < 1, c = d >= 1, e = 0 < f;'), [
      '< -> <=',
      '1 -> 0',
      '>= -> >',
      '1 -> 0',
      '< -> <=',
      '0 -> 1',
    ]);
  });

  it('are named by their line and change, wherever the line stands', () => {
    const keys = mutantsOf('a.ts', 'x();\nif (a < b && c < d) e();').map(({ key }) => key);
    assert.ok(keys.includes('a.ts: if (a < b && c < d) e();: < -> <='));
    assert.ok(keys.includes('a.ts: if (a < b && c < d) e();: < -> <= (2)'));
    assert.deepEqual(
      keys.slice(1),
      mutantsOf('a.ts', '\n\n  if (a < b && c < d) e();').map(({ key }) => key),
    );
  });

  it('change the text where they say', () => {
    const text = 'const a = b <= 1;';
    const [first] = mutantsOf('a.ts', text);
    assert.ok(first);
    assert.equal(text.slice(0, first.start) + first.replacement + text.slice(first.end), 'const a = b < 1;');
  });

  it('are reached where what they change begins to run: an operator with its left side', () => {
    const text = 'const a = (b ?? 0) > c;';
    const [operator, number] = mutantsOf('a.ts', text);
    assert.deepEqual([operator?.reached, number?.reached], [text.indexOf('(b'), text.indexOf('0')]);
  });

  it('are refused where the compiler refuses them, in core as in language, and nowhere else', () => {
    const types = new RefusingTypes();
    for (const file of ['src/core/canonicalJson.ts', 'src/language/hover.ts']) {
      const text = readFileSync(path.join(projectFolder, file), 'utf8');
      assert.equal(types.refuses(file, text), false, file);
      assert.equal(types.refuses(file, `${text}\nexport const wrong: string = 1;\n`), true, file);
    }
  });
});

describe('a source with a switch for every mutant', () => {
  const FIRST = 5;
  const text = `
    export const run = (at: number, b?: { readonly isLast: boolean }): unknown => {
      const seen: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        if (i === at && !b?.isLast) break;
        if (i > 1 || at === 4) continue;
        seen.push(i + 1);
      }
      const names = { 0: 'zero', one: true as const };
      const { 0: zero } = names;
      if (at >= 3) return !b;
      if (at <= 0 && b) { seen.pop(); return; }
      return { seen, zero, one: names.one };
    };`;

  type Run = (at: number, b?: { readonly isLast: boolean }) => unknown;
  /** What a module gives for all kinds of input. */
  function results(typescript: string, mutantSwitches?: Switches): unknown[] {
    const { outputText } = ts.transpileModule(typescript, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const module: { run?: Run } = {};
    runInNewContext(outputText, { exports: module, mutantSwitches });
    return [0, 1, 2, 3, 4].flatMap((at) =>
      [undefined, { isLast: true }, { isLast: false }].map((b) => JSON.stringify(module.run?.(at, b))),
    );
  }
  const switches = (on: number): Switches => ({ on, reached: new Uint8Array(99), steps: 1000 });
  const mutants = mutantsOf('a.ts', text);
  const switched = switchedText('a.ts', text, FIRST);

  it('does what is written where none is on, or nobody knows of switches', () => {
    assert.deepEqual(results(switched, switches(-1)), results(text));
    assert.deepEqual(results(switched), results(text));
  });

  it('does with one on what the text with that change does', () => {
    assert.ok(mutants.length > 20);
    for (const [i, { start, end, replacement, change }] of mutants.entries()) {
      const changed = text.slice(0, start) + replacement + text.slice(end);
      assert.deepEqual(results(switched, switches(FIRST + i)), results(changed), `${change} at ${start}`);
    }
  });

  it('tells which places have run', () => {
    const known = switches(-1);
    results(switched, known);
    const reached = [...known.reached.entries()].flatMap(([number, is]) => (is === 1 ? [number] : []));
    assert.deepEqual(
      reached,
      mutants.map((_, i) => FIRST + i),
    );
    const unreached = switches(-1);
    results(switchedText('a.ts', 'export const run = (at) => (at > 7 ? !at : 0);', 0), unreached);
    assert.deepEqual([...unreached.reached.slice(0, 3)], [1, 0, 1]);
  });

  it('ends loops that go round too often', () => {
    const endless = switchedText('a.ts', 'export const run = () => { for (;;) at++; };\nlet at = 0;', 0);
    assert.throws(() => results(endless, switches(-1)), /does not end/);
  });
});

describe('a choice of mutants', () => {
  it('can be a folder, a file, a line or one by its key', () => {
    const mutant = { key: 'src/a/b.ts: c < d: < -> <=', file: 'src/a/b.ts', line: 7 };
    for (const one of ['src/a', 'src/a/b.ts', 'src/a/b.ts:7', mutant.key])
      assert.ok(isWanted(mutant, [one]), one);
    for (const other of ['src/c', 'src/a/b.ts:70', 'src/a/b.ts:8'])
      assert.ok(!isWanted(mutant, [other]), other);
    assert.ok(isWanted(mutant, ['src/c', 'src/a']));
  });

  const all = Array.from({ length: 50 }, (_, i) => ({ key: `${i}` }));

  it('follows from its seed', () => {
    const chosen = chooseMutants(all, { count: 5, seed: 1 });
    assert.equal(chosen.length, 5);
    assert.deepEqual(chooseMutants([...all].reverse(), { count: 5, seed: 1 }), chosen);
    assert.notDeepEqual(chooseMutants(all, { count: 5, seed: 2 }), chosen);
  });

  it('exchanges none for a change elsewhere', () => {
    const chosen = chooseMutants(all, { count: 5, seed: 1 });
    const [gone] = chosen;
    const without = chooseMutants(
      all.filter((one) => one !== gone),
      { count: 5, seed: 1 },
    );
    assert.deepEqual(without.slice(0, 4), chosen.slice(1));
  });
});
