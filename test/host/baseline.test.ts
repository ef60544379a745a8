import { commands, workspace, type Uri } from 'vscode';
import { codesBecome } from './actions.js';
import { asked } from './dialogs.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, exists, open, problems, read, retype, same, tidyUp, write } from './support.js';

const template = (id: string, times: number, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: We fix it${' basically'.repeat(times)}.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n${rest}`;
const codes = (file: Uri): string[] => problems(file).map((problem) => problem.split(' ')[1] ?? '');

let folders = 0;

describe('the baseline of a folder', () => {
  // VS Code may miss what comes into a folder that was deleted a moment before: each test has one of its own.
  let own: Uri;
  let baseline: Uri;
  let file: Uri;
  const count = (findings: unknown): Promise<Uri> =>
    write(baseline, JSON.stringify({ version: 1, findings }, null, 2));
  const update = (): Thenable<unknown> => commands.executeCommand('promptBundles.updateBaseline', file);

  beforeEach(async () => {
    own = at(`baselined-${++folders}`);
    baseline = at('.prompt-bundles/baseline.json', own);
    file = at('a.prompt-template.yaml', own);
    await write(at('.prompt-bundles/config.json', own), '{}');
    await write(file, template(`baselined-${folders}`, 2));
    await codesBecome(file, ['forbidden-token', 'forbidden-token']);
  });
  afterEach(() => tidyUp(own));

  it('hides what it counts as soon as it is there, all of it or nothing, as its editor shows it', async () => {
    await count({ 'a.prompt-template.yaml': { 'forbidden-token': 2 } });
    await codesBecome(file, []);
    const document = await open(baseline);
    await retype(document, '{"version": 1, "findings": {"a.prompt-template.yaml": {"forbidden-token": 1}}}');
    await codesBecome(file, ['forbidden-token', 'forbidden-token']);
    await retype(document, '{"version": 1, "findings": {"a.prompt-template.yaml": {"forbidden-token": 3}}}');
    await codesBecome(file, []);
    await codesBecome(baseline, ['outdated-baseline']);
    await retype(document, '{"version": 1, "findings": {"a.prompt-template.yaml": {"forbidden-token": 3}');
    await codesBecome(baseline, ['syntax']);
    same('Problems', codes(file), []);
  });

  it('is told of where it counts too much, as files change, come and go', async () => {
    await count({
      'a.prompt-template.yaml': { 'forbidden-token': 2 },
      'b.prompt-template.yaml': { emoji: 1 },
    });
    await codesBecome(baseline, ['outdated-baseline']);
    await codesBecome(file, []);
    await write(file, template(`baselined-${folders}`, 1));
    await codesBecome(baseline, ['outdated-baseline', 'outdated-baseline']);
    await write(file, template(`baselined-${folders}`, 3));
    await codesBecome(file, ['forbidden-token', 'forbidden-token', 'forbidden-token']);
    await codesBecome(baseline, ['outdated-baseline']);
    await workspace.fs.delete(baseline);
    await codesBecome(baseline, []);
    await codesBecome(file, ['forbidden-token', 'forbidden-token', 'forbidden-token']);
  });

  it('is written by a command, with 500 old problems, and lint takes it as it is', async () => {
    for (let i = 0; i < 10; i++)
      await write(at(`old/${i}.prompt-template.yaml`, own), template(`old-${folders}-${i}`, 50));
    for (let i = 0; i < 10; i++)
      await becomes('Old problems', () => codes(at(`old/${i}.prompt-template.yaml`, own)).length, 50);
    const [said] = await asked([undefined], update);
    same('What is said', said?.message, 'The baseline has 502 problems in 11 files: 502 added, 0 removed.');
    await becomes('Problems', () => shownIn(own), []);
    same('What lint finds', await storedIn(own), []);
    await write(file, template(`baselined-${folders}`, 1));
    await codesBecome(baseline, ['outdated-baseline']);
    const [again] = await asked([undefined], update);
    same('What is said', again?.message, 'The baseline has 501 problems in 11 files: 0 added, 1 removed.');
    await codesBecome(baseline, []);
    const { findings } = JSON.parse(await read(baseline)) as { findings: Record<string, unknown> };
    same('What it counts', findings['a.prompt-template.yaml'], { 'forbidden-token': 1 });
    same('What is stored', await exists(baseline), true);
  });

  it('gives with a configuration, suppressions and overrides what lint gives, byte for byte', async () => {
    const inner = at('inner', own);
    await write(
      at('c.prompt-template.yaml', own),
      template(`quiet-${folders}`, 1, 'suppress:\n  - {code: forbidden-token, reason: It is meant.}\n'),
    );
    await write(at('drafts/b.prompt-template.yaml', own), template(`draft-${folders}`, 1));
    await write(
      at('broken.prompt-template.yaml', own),
      template(`broken-${folders}`, 1).replace('1.0.0', '1.x'),
    );
    await write(at('.prompt-bundles/config.json', inner), '{"rules": {"forbidden-token": "information"}}');
    await write(at('e.prompt-template.yaml', inner), template(`inner-${folders}`, 2));
    await write(at('f.prompt-template.yaml', inner), template(`more-${folders}`, 2));
    await write(
      at('.prompt-bundles/baseline.json', inner),
      '{"version": 1, "findings": {"e.prompt-template.yaml": {"forbidden-token": 2}, "f.prompt-template.yaml": {"forbidden-token": 1}}}',
    );
    await write(
      at('.prompt-bundles/config.json', own),
      JSON.stringify({
        rules: { 'forbidden-token': 'error', emojy: 'off' },
        overrides: [{ files: ['drafts/**'], rules: { 'forbidden-token': 'warning' } }],
      }),
    );
    await count({
      'a.prompt-template.yaml': { 'forbidden-token': 2 },
      'broken.prompt-template.yaml': { 'invalid-semver': 1, 'forbidden-token': 1 },
      'c.prompt-template.yaml': { 'forbidden-token': 1 },
      'gone.prompt-template.yaml': { emojy: 1 },
    });
    const stored = (await storedIn(own)).join('\n');
    const told = stored.split('\n').map((finding) => {
      const { code, severity, file: path } = JSON.parse(finding) as Record<string, string>;
      return `${path?.split('/').slice(1).join('/')} ${severity} ${code}`;
    });
    same('What lint finds', told.sort(), [
      '.prompt-bundles/baseline.json error outdated-baseline',
      '.prompt-bundles/baseline.json error outdated-baseline',
      '.prompt-bundles/baseline.json error outdated-baseline',
      '.prompt-bundles/baseline.json error unknown-key',
      '.prompt-bundles/config.json error unknown-key',
      'broken.prompt-template.yaml error invalid-semver',
      'drafts/b.prompt-template.yaml warning forbidden-token',
      'inner/f.prompt-template.yaml information forbidden-token',
      'inner/f.prompt-template.yaml information forbidden-token',
    ]);
    await becomes('The problems of the folder', () => shownIn(own).join('\n'), stored);
  });
});
