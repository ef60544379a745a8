// What is shown on a terminal, and nowhere else: colours, the line of a finding, how far a run is.
import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { CommandLineHost } from '../../../src/cli/commandLineHost.js';
import { codeFrame } from '../../../src/cli/terminal/codeFrame.js';
import { Progress } from '../../../src/cli/terminal/progress.js';
import { SourceText } from '../../../src/core/text/sourceText.js';
import { run, runWith, type Run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';

const FILES = {
  't.prompt-template.yaml':
    'template_id: t\nsemver: 1.0.0\nrole: user\ncontent: Say {{wrong}} now.\nconstraints:\n  FORBIDDEN_TOKENS: [now]\n',
};
const ESCAPE = '\u001b';

describe('lint on a terminal', () => {
  const folder = temporaryFolder();
  const lint = (
    root: string,
    env: Record<string, string>,
    isTerminal: boolean,
    ...args: string[]
  ): Promise<Run> => runWith({ env, isTerminal: () => isTerminal }, root, 'lint', '--no-cache', ...args);

  it('shows the line of each finding, in colours; elsewhere it prints lines alone, byte for byte', async () => {
    const root = folder(FILES);
    const plain = (await run(root, 'lint', '--no-cache')).out;
    assert.equal((await lint(root, {}, false)).out, plain);
    const { out } = await lint(root, {}, true);
    assert.ok(out.includes(`${ESCAPE}[`));
    const lines = stripVTControlCharacters(out).split('\n');
    const at = lines.findIndex((line) => line.includes('`{{wrong}}` is not a placeholder'));
    assert.deepEqual(lines.slice(at + 1, at + 3), [
      '  4 | content: Say {{wrong}} now.',
      '    |              ^^^^^^^^^',
    ]);
    assert.deepEqual(
      lines.filter((line) => !/^ +\d* ?\| /.test(line)),
      plain.split('\n'),
    );
  });

  it('has colours where FORCE_COLOR says so, and none for NO_COLOR, FORCE_COLOR=0 and a dumb terminal', async () => {
    const root = folder(FILES);
    const shows = async (env: Record<string, string>, isTerminal: boolean): Promise<string> => {
      const { out } = await lint(root, env, isTerminal);
      return `${out.includes(ESCAPE) ? 'colours' : 'none'}, ${out.includes('^^^') ? 'frames' : 'lines'}`;
    };
    assert.equal(await shows({ FORCE_COLOR: '1' }, false), 'colours, frames');
    assert.equal(await shows({ FORCE_COLOR: '1', NO_COLOR: '1' }, false), 'colours, frames');
    assert.equal(await shows({ NO_COLOR: '1' }, true), 'none, frames');
    assert.equal(await shows({ NO_COLOR: '' }, true), 'colours, frames');
    assert.equal(await shows({ FORCE_COLOR: '0' }, true), 'none, frames');
    assert.equal(await shows({ TERM: 'dumb' }, true), 'none, frames');
    assert.equal(await shows({ FORCE_COLOR: '0' }, false), 'none, lines');
  });

  it('shows what is kept of an earlier run in the same way, and leaves JSON as it is', async () => {
    const root = folder(FILES);
    const cached = (...args: string[]): Promise<Run> =>
      runWith(
        { env: {}, isTerminal: () => true },
        root,
        'lint',
        '--cache',
        '--cache-location',
        root,
        ...args,
      );
    const first = await cached();
    assert.deepEqual(await cached(), first);
    assert.equal(
      (await lint(root, {}, true, '--format', 'json')).out,
      (await run(root, 'lint', '--no-cache', '--format', 'json')).out,
    );
  });

  it('lets no name or text of a file command the terminal', async () => {
    const root = folder({
      't.prompt-template.yaml': FILES['t.prompt-template.yaml'].replace(
        'Say',
        '"\\e[31mSay \u001b[32m\u202e',
      ),
    });
    const { out } = await lint(root, { NO_COLOR: '1' }, true);
    for (const acting of [ESCAPE, '\u202e']) assert.ok(!out.includes(acting));
  });
});

describe('ci on a terminal', () => {
  const folder = temporaryFolder();

  it('has colours in its problems and in what failed, and elsewhere the same lines without', async () => {
    const root = folder(FILES);
    const plain = (await run(root, 'ci', '--max-warnings', '0')).out;
    const { out } = await runWith({ isTerminal: () => true }, root, 'ci', '--max-warnings', '0');
    assert.ok(!plain.includes(ESCAPE));
    assert.match(plain, /^t\.prompt-template\.yaml:4:14: warning: .+ \[unknown-placeholder\]$/m);
    assert.equal(stripVTControlCharacters(out), plain);
    assert.ok(out.includes(`${ESCAPE}[31mfailed`));
    assert.ok(out.includes(`${ESCAPE}[33mwarning`));
  });
});

describe('the line of a finding', () => {
  const frame = (text: string, column: number, end: number): string[] =>
    codeFrame(new SourceText(text), {
      file: 'f',
      code: 'schema',
      severity: 'error',
      message: '',
      related: [],
      isPlaced: true,
      start: { line: 1, column, offset: 0 },
      end: { line: 1, column: end, offset: 0 },
    }).map((pieces) => pieces.map((piece) => piece.text).join(''));

  it('has its mark below wide characters, combined ones, emoji and tabs', () => {
    assert.deepEqual(frame('\t日本 e\u0301 👩‍💻 x', 14, 15), [
      '  1 |  日本 e\u0301 👩‍💻 x',
      `    | ${' '.repeat(11)}^`,
    ]);
    assert.deepEqual(frame('日本', 1, 3), ['  1 | 日本', '    | ^^^^']);
    assert.deepEqual(frame('ab', 3, 3), ['  1 | ab', '    |   ^']);
  });

  it('shows of a long line what is around its place', () => {
    const [shown = '', mark = ''] = frame(`${'a'.repeat(5000)}HERE${'b'.repeat(5000)}`, 5001, 5005);
    assert.equal(shown, `  1 | …${'a'.repeat(40)}HERE${'b'.repeat(55)}…`);
    assert.equal(mark, `    | ${' '.repeat(41)}^^^^`);
    assert.match(frame('x'.repeat(10_000), 1, 10_001)[1] ?? '', /^ {4}\| \^{100}$/);
  });

  it('is not there where the text has no such line', () => {
    const found = {
      file: 'f',
      code: 'schema',
      severity: 'error',
      message: '',
      related: [],
      isPlaced: true,
    } as const;
    assert.deepEqual(
      codeFrame(new SourceText('a'), {
        ...found,
        start: { line: 2, column: 1, offset: 0 },
        end: { line: 2, column: 2, offset: 0 },
      }),
      [],
    );
  });
});

describe('how far a run is', () => {
  const shown: string[] = [];
  const host = (isTerminal: boolean, env = {}): CommandLineHost => ({
    cwd: '/',
    out: () => assert.fail('It is told on the error output.'),
    error: (text) => void shown.push(text),
    env,
    isTerminal: () => isTerminal,
    now: () => new Date(0),
    newId: () => '',
  });
  const now = performance.now.bind(performance);
  let clock = 0;
  beforeEach(() => {
    shown.length = 0;
    clock = 0;
    performance.now = () => clock;
  });
  afterEach(() => {
    performance.now = now;
  });

  it('is told past one second, ten times a second, and taken away at the end', () => {
    const progress = Progress.of(host(true));
    progress?.step('Reading', 1, 2000);
    progress?.end();
    assert.deepEqual(shown, []);
    for (const [time, done] of [
      [1000, 1500],
      [1050, 1600],
      [1100, 1700],
    ] as const) {
      clock = time;
      progress?.step('Reading', done, 2000);
    }
    progress?.phase('Checking', 2000);
    progress?.end();
    progress?.end();
    const clear = '\r\u001b[2K';
    assert.deepEqual(shown, [
      ...[clear, 'Reading 1,500 of 2,000 files…'],
      ...[clear, 'Reading 1,700 of 2,000 files…'],
      ...[clear, 'Checking 2,000 files…'],
      clear,
    ]);
  });

  it('is told nobody who is no terminal, or a dumb one', () => {
    assert.equal(Progress.of(host(false)), undefined);
    assert.equal(Progress.of(host(true, { TERM: 'dumb' })), undefined);
  });
});
