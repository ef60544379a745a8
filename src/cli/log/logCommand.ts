import { excerpt } from '../../core/text/quote.js';
import { versionLog } from '../../language/index.js';
import { addedDates } from '../../node/git/addedDates.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { readNotes } from '../notes/noteFiles.js';
import { parseCommand } from '../options/parseCommand.js';
import { printDamage } from '../printErrors.js';
import { printJson, printLines, printRefusal, printText } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { whereBelow } from '../rootsBelow.js';
import { chooseFormat, fileOptions, oneId } from '../usage.js';
import { logJson, logLines, logMarkdown, type LogEntry } from './logReport.js';

/** `log <bundle_id>`: the published versions of a bundle, newest first, with what each changes. */
export async function logCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('log', args);
  const id = oneId(positionals);
  const format = chooseFormat(values.format, ['text', 'json', 'markdown']);
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  printDamage(folder, host);
  const { published, labels } = folder.scope;
  const versions = versionLog(published, id);
  if (versions.length === 0) {
    const reason = `No version of ${excerpt(id)} is published.${whereBelow(folder, id)}`;
    printRefusal(host, { code: 'not_published', reason });
    return 1;
  }
  const notes = readNotes(root, id, published.versions(id));
  const dates = await addedDates({ program: 'git', folder: root }, PUBLISHED_FOLDER.join('/'));
  const entries = versions.map((version): LogEntry => {
    const { semver } = version.snapshot.bundle;
    return {
      ...version,
      date: dates.get(published.bundle({ id, semver })?.file ?? ''),
      labels: labels.of({ id, semver }),
      note: notes.get(semver),
    };
  });
  if (format === 'json') printJson(host, logJson(id, entries));
  else if (format === 'markdown') printText(host, logMarkdown(id, entries));
  else printLines(host, logLines(entries));
  return 0;
}
