import { workspace } from 'vscode';
import { findLogs } from '../../../src/extension/audit/logFiles.js';
import { dayNodes } from '../../../src/extension/audit/nodes.js';
import { RecordIndex } from '../../../src/extension/audit/recordIndex.js';
import { logText, madeRecord } from '../auditLogs.js';
import { auditFolders } from '../unconfigured.js';
import { at, folder, same, tidyUp, write } from '../support.js';

describe('the audit view in a window of two folders', () => {
  const roots = [folder('library'), folder('A service')];
  const own = roots.map((root) => at('.prompt-bundles/audit/00.jsonl', root));
  after(() => tidyUp(...roots.map((root) => at('.prompt-bundles', root))));

  it('has the records of both, each with the name of its folder', async () => {
    for (const [i, log] of own.entries())
      await write(log, await logText([await madeRecord({ created_at: `2020-01-0${i + 1}T12:00:00.000Z` })]));
    const platform = {
      async *readChunks(uri: (typeof own)[number]) {
        yield await workspace.fs.readFile(uri);
      },
    };
    const { records } = await new RecordIndex(platform).list(
      await findLogs(auditFolders(platform)),
      { bundle: 'made-up' },
      10,
    );
    const rows = dayNodes(records, () => undefined, new Date()).flatMap(({ children }) => children);
    same(
      'Folders',
      rows.map(({ description }) => String(description).split(' · ').at(-1)),
      ['A service', 'library'],
    );
  });
});
