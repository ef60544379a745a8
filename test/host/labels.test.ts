import { commands, type Uri, workspace } from 'vscode';
import { asked } from './dialogs.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, open, problems, retype, same, tidyUp, write } from './support.js';

let folders = 0;
const bundle = (semver: string): string =>
  `bundle_id: agent\nsemver: ${semver}\ntemplates:\n` +
  ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: ${semver} }\n`).join('');
const become = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`Problems of ${uri.path}`, () => problems(uri), [...expected]);

describe('labels of published versions', () => {
  // VS Code may miss what comes into a folder that was deleted a moment before: each test has one of its own.
  let own: Uri;
  let labels: Uri;
  let file: Uri;
  /** Publishes a version as the folder's one bundle. */
  const publish = async (semver: string): Promise<void> => {
    await write(file, bundle(semver));
    await asked(['Publish'], () => commands.executeCommand('promptBundles.publish', file));
  };

  beforeEach(async () => {
    own = at(`labelled-${++folders}`);
    labels = at('.prompt-bundles/labels.json', own);
    file = at('agent.prompt-bundle.yaml', own);
    await write(at('.prompt-bundles/config.json', own), '{}');
    await publish('1.0.0');
  });
  afterEach(() => tidyUp(own));

  it('are told of as their editor shows them, and after each version that is published', async () => {
    await write(labels, '{"agent": {"production": "1.1.0"}}');
    const missing = (what: string): string =>
      `error label-unpublished 0:25-0:32 ${what} Published: \`1.0.0\`.`;
    await become(labels, [
      missing('There is no published `agent@1.1.0` for the label `production`. Name a published version.'),
    ]);
    await write(file, bundle('1.1.0'));
    await become(labels, [
      missing(
        '`agent@1.1.0` is not published, so the label `production` leads nowhere. Publish it, or name a published version.',
      ),
    ]);
    await publish('1.1.0');
    await become(labels, []);
    const document = await open(labels);
    await retype(document, '{"agnt": {"production": "1.1.0"}}');
    await become(labels, [
      'error label-unknown 0:1-0:7 There is no bundle `agnt`, in files or published. Did you mean `agent`?',
    ]);
    await retype(document, '{"agent": {"production": "1.1.0"');
    await becomes('Codes', () => problems(labels).map((one) => one.split(' ')[1]), ['syntax']);
    await document.save();
    await workspace.fs.delete(labels);
    await tidyUp();
    await become(labels, []);
  });

  it('have the findings that `lint` gives', async () => {
    await write(
      labels,
      '{"agent": {"production": "9.0.0", "Next": "1.0.0", "old": 1}, "other": {"x": "1.0.0"}}',
    );
    await becomes('Problems', () => problems(labels).length, 4);
    await becomes('Findings', () => shownIn(own), await storedIn(own));
    same('Problems of the bundle', problems(file), []);
  });
});
