// What `lint` keeps, when it is killed while it writes that, runs more than once at a time, or has no space.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { childProcesses, programFile } from './childProcess.js';
import { printFigures } from './figures.js';
import { smallDisk, type SmallDisk } from './smallDisk.js';

const KILLED = 40;
const AT_ONCE = 6;

/** A template that forbids what it says, so that there is something to find; `number` makes it another. */
const template = (number: number): string =>
  `template_id: t${number % 50}\nsemver: 1.0.${number}\nrole: user\nconstraints: { FORBIDDEN_TOKENS: [never] }\ncontent: "${'Never. '.repeat(40)}"\n`;
const nameOf = (number: number): string => `t${number}.prompt-template.yaml`;

/** What a run printed, on both outputs. */
function lint(root: string, ...args: string[]): { out: string; error: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [programFile('cli'), 'lint', '--root', root, ...args],
    { encoding: 'utf8' },
  );
  return { out: stdout, error: stderr, code: status };
}

/** Waits until a cache is being written: in the middle of that, if it is to be met at all. */
function untilWritten(kept: string): void {
  const end = performance.now() + 1_000;
  const isWritten = (): boolean =>
    existsSync(kept) && readdirSync(kept).some((name) => name.endsWith('.tmp'));
  while (!isWritten() && performance.now() < end);
}

describe('the cache of lint', () => {
  let disk: SmallDisk | undefined;
  // Before the folder goes that it is in.
  afterEach(() => {
    disk?.remove();
    disk = undefined;
  });
  const folder = temporaryFolder();
  const start = childProcesses();

  it(`is whole or not there when its writer is killed, ${KILLED} times at some point`, async () => {
    const files = Array.from({ length: 50 }, (_, i) => [nameOf(i), template(i)] as const);
    const root = folder(Object.fromEntries(files));
    const kept = path.join(folder(), 'kept');
    const place = ['--cache-location', kept];
    const sum = { runs: 0, 'left a cache': 0, 'left half a copy': 0, damaged: 0 };
    for (let run = 0; run < KILLED; run++) {
      writeFileSync(path.join(root, nameOf(run % 50)), template(run + 100));
      const writer = start('cli', ['lint', '--root', root, ...place]);
      if (run % 2 === 0) await pause(60 + ((run * 37) % 240));
      else untilWritten(kept);
      await writer.kill();
      const names = existsSync(kept) ? readdirSync(kept) : [];
      sum.runs++;
      sum['left a cache'] += names.filter((name) => name.endsWith('.cache')).length;
      sum['left half a copy'] += names.filter((name) => name.endsWith('.tmp')).length;
      if (run % 5 > 0) continue;
      const next = lint(root, ...place);
      if (next.error !== '') sum.damaged++;
      assert.deepEqual(next, lint(root, '--no-cache'), `run ${run}`);
    }
    assert.equal(sum.damaged, 0);
    assert.ok(sum['left a cache'] > 0);
    printFigures('a lint that is killed', sum);
  });

  it(`serves ${AT_ONCE} runs at once, each of which writes it`, async () => {
    const root = folder({ [nameOf(0)]: template(0) });
    const kept = path.join(folder(), 'kept');
    for (let round = 1; round <= 5; round++) {
      writeFileSync(path.join(root, nameOf(round)), template(round));
      const runs = Array.from({ length: AT_ONCE }, () =>
        start('cli', ['lint', '--root', root, '--cache-location', kept]),
      );
      await Promise.all(runs.map((run) => run.ended));
      const expected = lint(root, '--no-cache').out.trimEnd().split('\n');
      for (const run of runs) assert.deepEqual(run.lines, expected);
    }
    assert.equal(readdirSync(kept).length, 1);
    assert.deepEqual(lint(root, '--cache-location', kept), lint(root, '--no-cache'));
  });

  it('is done without on a full disk, which is told once', function () {
    disk = smallDisk(folder());
    if (!disk || disk.command.length > 1) this.skip();
    const root = folder({ [nameOf(0)]: template(0) });
    const kept = path.join(disk.folder, 'kept');
    disk.fill([]);
    const run = lint(root, '--cache-location', kept);
    assert.match(run.error, /^The cache [^\n]+ cannot be written: [^\n]+\.\n$/);
    assert.deepEqual({ ...run, error: '' }, lint(root, '--no-cache'));
    disk.free([]);
    assert.deepEqual(lint(root, '--cache-location', kept), lint(root, '--no-cache'));
    assert.equal(readdirSync(kept).length, 1);
  });
});
