import { commands, window, workspace } from 'vscode';
import { renderStored } from '../commandLine.js';
import {
  at,
  auditLines,
  auditRecords,
  becomes,
  copied,
  exists,
  extension,
  folder,
  problems,
  problemsBecome,
  read,
  same,
  tidyUp,
  write,
} from '../support.js';
import { replaceFolders } from './workspaceFolders.js';

const SLOTS = ['system', 'persona', 'activity', 'task'];

describe('a window of two folders', () => {
  const library = folder('library');
  const service = folder('A service');
  const bundle = at('greeting.prompt-bundle.yaml', service);
  const input = at('morning.prompt-input.yaml', service);
  const copyOf = (slot: string) => at(`copies/greeting-${slot}.prompt-template.yaml`, service);
  const original = (slot: string) => at(`greeting-${slot}.prompt-template.yaml`, library);

  const own = at('own.prompt-bundle.yaml', library);
  const broken = at('broken.prompt-template.yaml', service);
  /** Brings in what the bundle names. */
  const copyTemplates = async (): Promise<void> => {
    for (const slot of SLOTS) {
      const text = await read(original(slot));
      await write(copyOf(slot), text.replace('of a museum', 'of a service'));
    }
    await problemsBecome(bundle, []);
  };

  afterEach(async () => {
    await replaceFolders(1, { uri: service, name: 'A service' });
    const logs = [library, service].map((root) => at('.prompt-bundles', root));
    await tidyUp(...logs, at('copies', service), own, broken);
  });

  it('has the extension active by itself', async () => {
    same('Folders', workspace.workspaceFolders?.length, 2);
    await becomes('Active', () => extension().isActive, true);
  });

  it('never answers a reference from the other folder', async () => {
    const message = (slot: string): string =>
      `None of these files defines the template \`greeting-${slot}@1.0.0\`, but one in the folder \`library\` does. Folders do not share templates. Add a file that defines it, or name another.`;
    await problemsBecome(bundle, [
      `error unresolved-template 5:10-5:31 ${message('system')}`,
      `error unresolved-template 6:15-6:37 ${message('persona')}`,
      `error unresolved-template 7:12-7:35 ${message('activity')}`,
      `error unresolved-template 8:8-8:27 ${message('task')}`,
    ]);
  });

  it('lets two folders hold the same version, each with its own text', async () => {
    await copyTemplates();
    for (const slot of SLOTS) {
      same('Problems of the copy', problems(copyOf(slot)), []);
      same('Problems of the original', problems(original(slot)), []);
    }
    await window.showTextDocument(bundle);
    await commands.executeCommand('promptBundles.chooseInput', input);
    const expected = await renderStored(service, 'greeting@1.0.0', input);
    same('The clipboard', await copied(bundle), expected.rendered_prompt);
    same('The text is the folder’s own', expected.rendered_prompt.includes('of a service'), true);
  });

  it('writes the audit log into the folder of the bundle', async () => {
    await copyTemplates();
    const before = (await auditLines(service)).length;
    await copied(bundle);
    same('Records in the folder', (await auditLines(service)).length, before + 1);
    same('The bundle', (await auditRecords(service)).at(-1)?.bundle_id, 'greeting');
    same('A log in the other folder', await exists(at('.prompt-bundles', library)), false);

    await write(
      own,
      `bundle_id: own\nsemver: 1.0.0\ntemplates:\n${['system', 'personality', 'activity', 'task'].map((slot, i) => `  ${slot}: greeting-${SLOTS[i] ?? ''}@1.0.0\n`).join('')}`,
    );
    await window.showTextDocument(own);
    await becomes('What is copied', async () => (await copied(own)).includes('of a museum'), true);
    same('Records in the first folder', (await auditLines(service)).length, before + 1);
    same(
      'Records in the second folder',
      new Set((await auditRecords(library)).map(({ bundle_id }) => bundle_id)).has('own'),
      true,
    );
    same('The first of its file', (await auditRecords(library))[0]?.previous, null);
  });

  it('forgets a folder that leaves the window, and takes it when it is back', async () => {
    await copyTemplates();
    await write(broken, 'template_id: broken\n');
    await becomes('Broken is reported', () => problems(broken).length > 0, true);
    await replaceFolders(1);
    await problemsBecome(broken, []);
    await replaceFolders(1, { uri: service, name: 'A service' });
    await becomes('Broken is reported', () => problems(broken).length > 0, true);
    same('The copied prompt', (await copied(bundle)).includes('of a service'), true);
  });
});
