import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { CancellationTokenSource, TestRunRequest, window, workspace, type TestItem } from 'vscode';
import { CapturedTests } from './capturedTests.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, extension, folder, open, same, tidyUp, write } from './support.js';

// One repository with the sample, a configuration, labels, a baseline and one broken expectation: whoever tells of it tells the same.

const captured = new CapturedTests();

/** A finding by its code and its place, whoever tells of it. */
interface Told {
  readonly code: string;
  readonly file: string;
  readonly line: number;
}
const line = ({ code, file, line: at_ }: Told): string => `${file}:${at_} ${code}`;

describe('the gate', () => {
  const root = at('own-gate');
  const input = at('inputs/gate.prompt-input.yaml', root);

  /** What a command prints of the root, whether it finds something or not. */
  const run = async (...args: string[]): Promise<string> => {
    const cli = path.join(extension().extensionPath, 'dist/cli.js');
    const options = { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', CI: '1' }, maxBuffer: 2 ** 26 };
    const given = [cli, ...args, '--root', root.fsPath];
    return promisify(execFile)(process.execPath, given, options).then(
      ({ stdout }) => stdout,
      (error: unknown) => {
        if (error instanceof Error && 'stdout' in error) return String(error.stdout);
        throw error;
      },
    );
  };

  after(() => tidyUp(root));

  it('says the same in the Problems panel, the Test Explorer, `ci` and SARIF', async () => {
    for (const name of ['bundles', 'templates', 'inputs'])
      await workspace.fs.copy(at(name, folder()), at(name, root));
    await write(
      at('old.prompt-template.yaml', root),
      'template_id: old\nsemver: 1.0.0\nrole: system\ncontent: We basically fix it.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n',
    );
    await write(at('.prompt-bundles/config.json', root), '{"rules": {"forbidden-token": "error"}}');
    await run('publish', 'support-agent@1.2.0', '--no-audit');
    await write(
      at('.prompt-bundles/labels.json', root),
      '{ "support-agent": { "production": "1.2.0", "staging": "1.9.0" } }',
    );
    await run('lint', '--write-baseline');
    await write(
      input,
      'task: Where is it?\nexpect:\n  support-agent@1.2.0:\n    contains: [the shop]\n    max_characters: 3\n',
    );

    const found = await storedIn(root);
    await becomes('The problems of the folder', () => shownIn(root), found);
    const told = found.map((finding) => {
      const { code, file, start } = JSON.parse(finding) as {
        code: string;
        file: string;
        start: { line: number };
      };
      return line({ code, file: file.replace(/^own-gate\//, ''), line: start.line });
    });
    const expected = ['inputs/gate.prompt-input.yaml:5 expectation-failed'];
    same(
      'What is found',
      told.filter((one) => one.endsWith('expectation-failed')),
      expected,
    );
    same(
      'What the baseline holds',
      told.filter((one) => one.endsWith('forbidden-token')),
      [],
    );

    const sarif = JSON.parse(await run('lint', '--format', 'sarif')) as {
      runs: [{ results: { ruleId: string; locations: [{ physicalLocation: SarifPlace }] }[] }];
    };
    same(
      'What SARIF says',
      sarif.runs[0].results
        .map(({ ruleId: code, locations: [{ physicalLocation: place }] }) =>
          line({
            code,
            file: decodeURI(place.artifactLocation.uri).replace(/^.*own-gate\//, ''),
            line: place.region.startLine,
          }),
        )
        .sort(),
      [...told].sort(),
    );

    const ci = JSON.parse(await run('ci', '--format', 'json')) as {
      checks: { name: string; problems: { code?: string; file: string; start: { line: number } }[] }[];
    };
    same(
      'What ci says',
      ci.checks
        .flatMap(({ problems }) => problems)
        .map(({ code = '', file, start }) => line({ code, file, line: start.line }))
        .sort(),
      [...told].sort(),
    );

    await window.showTextDocument(await open(input));
    const itemOf = (): TestItem | undefined => captured.controller?.items.get(input.toString());
    await becomes('Whether the versions are there', () => (itemOf()?.children.size ?? 0) > 0, true);
    const [profile] = captured.profiles;
    const item = itemOf();
    if (!profile || !item) throw new Error('There are no tests.');
    captured.take();
    await profile.runHandler(
      new TestRunRequest([item], undefined, profile),
      new CancellationTokenSource().token,
    );
    const failed = captured.take().filter(({ state, message }) => state === 'failed' && message?.location);
    same(
      'What the Test Explorer says',
      [
        ...new Set(
          failed.map(({ message }) =>
            line({
              code: 'expectation-failed',
              file: workspace.asRelativePath(message?.location?.uri ?? root).replace(/^own-gate\//, ''),
              line: (message?.location?.range.start.line ?? 0) + 1,
            }),
          ),
        ),
      ],
      expected,
    );
  });
});

interface SarifPlace {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number };
}
