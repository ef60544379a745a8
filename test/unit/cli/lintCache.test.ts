// What `lint` keeps from one run to the next: it prints what it would print without, reads no more than it has to, and loses nothing
// when what is kept is damaged, old, or cannot be written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { runWith, type Run } from '../commandLineRun.js';
import { edit } from '../language/randomFolder.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const template = (id: string, content: string, more = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: user\n${more}content: ${content}\n`;
const FILES = {
  's.prompt-template.yaml': template('s', '"Be calm."', 'constraints: { FORBIDDEN_TOKENS: [never] }\n'),
  'p.prompt-template.yaml': template('p', '"You are kind, never cold."'),
  'a.prompt-template.yaml': template('a', '"{{activity_level}}"'),
  't.prompt-template.yaml': template('t', '"{{task}}"'),
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntags: [m]\ntemplates: {system: s@1.0.0, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0}\n',
  'in.prompt-input.yaml': 'task: Never mind.\nmodel_type: m\n',
  'other.prompt-input.yaml': 'task: Hello.\nmodel_type: n\n',
};
/** When all files are older than any clock ticks. */
const LATER = 3_600_000;

describe('the cache of lint', () => {
  const made = temporaryFolder();
  let root = '';
  let kept = '';
  let ids = 0;

  beforeEach(() => {
    root = made(FILES);
    kept = path.join(made(), 'kept');
  });

  const runAt = (after: number, ...args: string[]): Promise<Run> =>
    runWith(
      { now: () => new Date(Date.now() + after), newId: () => `id-${(ids += 1)}` },
      root,
      'lint',
      ...args,
    );
  /** With the cache, when the stamps of files are to be believed. */
  const cached = (...args: string[]): Promise<Run> => runAt(LATER, '--cache-location', kept, ...args);
  const anew = (...args: string[]): Promise<Run> => runAt(LATER, '--no-cache', ...args);
  const cacheFile = (): string => {
    const [name = '', ...others] = readdirSync(kept);
    assert.deepEqual(others, []);
    return path.join(kept, name);
  };
  const write = (file: string, text: string): void => {
    writeFileSync(path.join(root, file), text);
  };

  async function assertSame(...args: string[]): Promise<void> {
    assert.deepEqual(await cached(...args), await anew(...args));
    assert.deepEqual(await cached('--format', 'json', ...args), await anew('--format', 'json', ...args));
  }

  it('prints what a run without it prints, time and again', async () => {
    for (let i = 0; i < 3; i++) await assertSame();
    assert.match((await cached()).out, /forbidden-token/);
  });

  it('looks into files whose times say nothing yet, and finds that nothing changed', async () => {
    const doubtful = (): number => readFileSync(cacheFile(), 'latin1').split('\0?').length - 1;
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(await runAt(0, '--cache-location', kept), await anew());
      // Nothing is certain, however often it is looked at so soon.
      assert.equal(doubtful(), Object.keys(FILES).length);
    }
    assert.deepEqual(await cached(), await anew());
    assert.equal(doubtful(), 0);
  });

  it('sees a file that another of the same length, and with the same time, was put in place of', async () => {
    const file = path.join(root, 'p.prompt-template.yaml');
    await assertSame();
    const { atime, mtime } = statSync(file);
    write('p.prompt-template.yaml', FILES['p.prompt-template.yaml'].replace('never', 'maybe'));
    utimesSync(file, atime, mtime);
    assert.doesNotMatch((await cached()).out, /forbidden-token.*\n.*p\.prompt/);
    await assertSame();
    const other = path.join(root, 'copy');
    writeFileSync(other, FILES['p.prompt-template.yaml']);
    utimesSync(other, atime, mtime);
    renameSync(other, file);
    await assertSame();
    assert.match((await cached()).out, /p\.prompt-template.*never/);
  });

  it('sees a change in the same moment as the one before it', async () => {
    for (let i = 0; i < 5; i++) {
      write('p.prompt-template.yaml', template('p', `"You are kind, ${i % 2 ? 'never' : 'maybe'} cold."`));
      const args = ['--cache-location', kept];
      assert.deepEqual(await runAt(0, ...args), await anew());
      write('p.prompt-template.yaml', template('p', `"You are kind, ${i % 2 ? 'maybe' : 'never'} cold."`));
      assert.deepEqual(await runAt(0, ...args), await anew());
    }
  });

  it('sees what comes, goes, moves, is published, is left out, and what another option says', async () => {
    const steps: (() => unknown)[] = [
      () => {
        write('more.prompt-template.yaml', template('p', '"Twice."'));
      },
      () => {
        renameSync(
          path.join(root, 'more.prompt-template.yaml'),
          path.join(root, 'most.prompt-template.yaml'),
        );
      },
      () => {
        rmSync(path.join(root, 'most.prompt-template.yaml'));
      },
      () => runWith({}, root, 'publish', 'b@1.0.0', '--no-audit'),
      () => {
        write('t.prompt-template.yaml', template('t', '"Other: {{task}}"'));
      },
      () => {
        rmSync(path.join(root, 'a.prompt-template.yaml'));
      },
      () => {
        write('.gitignore', 'p.*\n');
      },
      () => {
        writeFiles(root, {
          'below/.prompt-bundles/published/x.json': '{}',
          'below/q.prompt-template.yaml': template('q', 'Q'),
        });
      },
      () => {
        write('below/q.prompt-template.yaml', template('q', '"{{nothing}}"'));
      },
      () => {
        rmSync(path.join(root, 'below/.prompt-bundles'), { recursive: true });
      },
      () => {
        rmSync(path.join(root, '.prompt-bundles'), { recursive: true });
      },
      () => {
        mkdirSync(path.join(root, 'folder.prompt-template.yaml'));
      },
      () => {
        write('in.prompt-input.yaml', 'task: x\nexpect: { b@1.0.0: { contains: [nowhere] } }\n');
      },
      () => {
        write('.prompt-bundles', 'a file in the way');
      },
    ];
    for (const step of steps) {
      await step();
      await assertSame();
    }
    await assertSame('--exclude', '**/below');
    await assertSame('--no-gitignore');
    await assertSame('--max-file-size', '0.0001');
    await assertSame('--input', 'other.prompt-input.yaml');
  });

  it('tells of some paths alone, and of those that are left out', async () => {
    write('.gitignore', 'p.*\n');
    await cached();
    await assertSame('b.prompt-bundle.yaml', 's.prompt-template.yaml');
    await assertSame('p.prompt-template.yaml');
    await assertSame('.');
    await assertSame('nowhere.prompt-input.yaml');
    await assertSame('nowhere');
  });

  it('is made again where it is damaged, which is told, and where another version made it, which is not', async () => {
    await cached();
    const file = cacheFile();
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 3));
    const told = await cached();
    assert.equal(told.error, `The cache ${file} is damaged, and made anew.\n`);
    assert.deepEqual({ ...told, error: '' }, await anew());
    assert.deepEqual(await cached(), await anew());
    writeFileSync(file, whole.toString('latin1').replace('cache 2 ', 'cache 1 '), 'latin1');
    assert.deepEqual(await cached(), await anew());
  });

  it('is not written where nobody may, which is told to whom asked for it', async () => {
    const blocked = path.join(made({ 'a file': '' }), 'a file', 'kept');
    const run = await runAt(LATER, '--cache-location', blocked);
    assert.match(run.error, /^The cache .* cannot be written: .*\n$/);
    assert.deepEqual({ ...run, error: '' }, await anew());
    const home = process.platform === 'win32' ? { LOCALAPPDATA: blocked } : { XDG_CACHE_HOME: blocked };
    assert.deepEqual(await runWith({ env: { ...home, HOME: blocked } }, root, 'lint'), await anew());
  });

  it("is in the user's folder, but on build servers and where it is not wanted", async () => {
    const home = made();
    const env = { HOME: home, LOCALAPPDATA: home, XDG_CACHE_HOME: home };
    const runIn = (more: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> =>
      runWith({ env: { ...env, ...more } }, root, 'lint', ...args);
    const isKept = (): boolean =>
      readdirSync(home, { recursive: true }).some((name) => String(name).endsWith('.cache'));
    await runIn({ CI: 'true' });
    await runIn({}, '--no-cache');
    assert.ok(!isKept());
    await runIn({});
    assert.ok(isKept());
    rmSync(path.join(home), { recursive: true });
    mkdirSync(home);
    await runIn({ CI: 'true' }, '--cache');
    assert.ok(isKept());
  });

  it('is told how to be called', async () => {
    for (const args of [
      ['--cache', '--no-cache'],
      ['--cache-location', 'x', '--no-cache'],
      ['--cache-location', ''],
      ['--cache'],
    ])
      assert.equal((await runWith({}, root, 'lint', ...args)).code, 2, args.join(' '));
  });

  it('drops what was not used for long, and what writers left that were killed', async () => {
    mkdirSync(kept, { recursive: true });
    const names = ['0123456789abcdef.cache', '.0123456789abcdef.cache.some-id.tmp', 'notes.txt', 'x.cache'];
    const old = new Date(Date.now() - 90 * 86_400_000);
    for (const name of names) {
      writeFileSync(path.join(kept, name), '');
      utimesSync(path.join(kept, name), old, old);
    }
    await cached();
    const left = readdirSync(kept).filter((name) => names.includes(name));
    assert.deepEqual(left.sort(), ['notes.txt', 'x.cache']);
  });

  it('is read by nobody else, and no link in its place is followed', async function () {
    if (process.platform === 'win32') this.skip();
    await cached();
    const file = cacheFile();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const elsewhere = path.join(made({ mine: 'mine' }), 'mine');
    rmSync(file);
    symlinkSync(elsewhere, file);
    assert.deepEqual(await cached(), await anew());
    assert.equal(readFileSync(elsewhere, 'utf8'), 'mine');
  });

  it('tries again what could not be read', async function () {
    if (process.platform === 'win32' || process.geteuid?.() === 0) this.skip();
    const file = path.join(root, 's.prompt-template.yaml');
    chmodSync(file, 0o000);
    await assertSame();
    chmodSync(file, 0o644);
    await assertSame();
  });

  it('prints after any edits what a run without it prints', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean()), {
          minLength: 2,
          maxLength: 8,
        }),
        async (rounds) => {
          root = made();
          kept = path.join(made(), 'kept');
          for (const [edits, isLater] of rounds) {
            for (const [file, text] of edits) {
              const place = path.join(root, file);
              if (text !== undefined) writeFiles(root, { [file]: text });
              else if (existsSync(place)) rmSync(place);
            }
            assert.deepEqual(await runAt(isLater ? LATER : 0, '--cache-location', kept), await anew());
            assert.deepEqual(await cached('--format', 'json'), await anew('--format', 'json'));
          }
        },
      ),
      { numRuns: 25 },
    );
  }).timeout(120_000);

  it('never prints anything else, however it is damaged', async () => {
    await cached();
    write('t.prompt-template.yaml', template('t', '"Other: {{task}}"'));
    const file = cacheFile();
    const whole = readFileSync(file);
    const expected = await anew();
    await fc.assert(
      fc.asyncProperty(damage(whole), async (damaged) => {
        writeFileSync(file, damaged);
        const run = await cached();
        assert.deepEqual({ ...run, error: '' }, expected);
        if (!damaged.equals(whole))
          assert.match(run.error, /^(?:The cache .* is damaged, and made anew\.\n)?$/);
      }),
      { numRuns: 120 },
    );
  }).timeout(120_000);
});

/** Some bytes cut off, changed, taken out, or put in from elsewhere in them. */
function damage(whole: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat(whole.length - 1);
  const headPlace = fc.nat(Math.min(400, whole.length - 1));
  return fc.oneof(
    place.map((at) => whole.subarray(0, at)),
    fc.tuple(fc.oneof(place, headPlace), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ bits;
      return bytes;
    }),
    fc.tuple(place, place).map(([a, b]) => Buffer.concat([whole.subarray(0, a), whole.subarray(b)])),
    fc.tuple(place, place, fc.nat(200)).map(([a, b, length]) => {
      const bytes = Buffer.from(whole);
      whole.copy(bytes, a, b, Math.min(b + length, whole.length));
      return bytes;
    }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
}
