import { commands, window } from 'vscode';
import { asked } from '../dialogs.js';
import {
  at,
  auditRecords,
  becomes,
  exists,
  folder,
  open,
  problems,
  read,
  same,
  tidyUp,
  write,
} from '../support.js';

const BUNDLE =
  'bundle_id: shared\nsemver: 1.0.0\ntemplates:\n  system: { content: Hello from here. }\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: T }\n';

describe('publishing in one of several folders', () => {
  const folders = ['A service', 'library'].map(folder);
  const own = folders.map((root) => at('own-published', root));
  const snapshots = folders.map((root) => at('.prompt-bundles/published', root));
  afterEach(() => tidyUp(...own, ...snapshots));

  it('writes the snapshot and the record into the folder of the bundle, whatever the other has', async () => {
    for (const [i, place] of ['here', 'there'].entries()) {
      const [root, files, published] = [folders[i], own[i], snapshots[i]];
      if (!root || !files || !published) throw new Error('There are two folders.');
      const bundle = await write(at('shared.prompt-bundle.yaml', files), BUNDLE.replace('here', place));
      await window.showTextDocument(await open(bundle));
      const before = (await auditRecords(root)).length;
      const said = await asked(['Publish', undefined], () =>
        commands.executeCommand('promptBundles.publish', bundle),
      );
      same('What was said', said.at(-1)?.message, 'Published shared@1.0.0.');
      same(
        'The snapshot',
        (await read(at('shared@1.0.0.json', published))).includes(`Hello from ${place}.`),
        true,
      );
      const events = async (): Promise<unknown> =>
        (await auditRecords(root)).slice(before).map(({ event, bundle_id }) => [event, bundle_id]);
      await becomes('The records', events, [['publish', 'shared']]);
      same('Problems', problems(bundle), []);
      const later = snapshots.slice(i + 1);
      same(
        'In the other folder',
        await Promise.all(later.map((one) => exists(at('shared@1.0.0.json', one)))),
        later.map(() => false),
      );
    }
  });
});
