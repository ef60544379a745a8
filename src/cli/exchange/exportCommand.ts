import { PromptError } from '../../core/model/promptError.js';
import { EXPORT_FORMATS, exportBundle } from '../../language/index.js';
import { openAudit } from '../auditLog.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { readValidInput } from '../inputFile.js';
import { parseCommand } from '../options/parseCommand.js';
import { printError, printExactly } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { printRefusedRender } from '../render/refusedRender.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions, oneBundle, onlyOne, UsageError } from '../usage.js';

/** `export <bundle_id@semver> --to FORMAT`: prints a version in the format of another tool. */
export async function exportCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('export', args);
  const bundle = oneBundle(positionals);
  const format = EXPORT_FORMATS.find((known) => known === values.to);
  if (format === undefined)
    throw values.to === undefined
      ? new UsageError(`Say what to export to by --to: ${EXPORT_FORMATS.join(', ')}.`)
      : new UsageError(`There is no format ${values.to}.`, { word: values.to, known: EXPORT_FORMATS });
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const place = { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const read = readValidInput(onlyOne(values.input, 'input'), place, 'export with it', host);
  if (!read) return 1;
  const audit = await openAudit(values, root, host);
  const language = folderLanguage(folder, host, { audit });
  const { model } = values;
  const input = read.input?.parsed.model;
  try {
    const generator = await language.generatorOf('');
    const render = await generator.renderFromBundle({
      bundle,
      ...(input && { input }),
      ...(model !== undefined && { model }),
    });
    const { text, notes } = exportBundle(format, { render, model });
    printExactly(host, text);
    for (const note of notes) printError(host, note);
    generator.audit(render, 'command-line');
    await audit.flush();
    return 0;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    printRefusedRender(error, bundle, { folder, language }, host);
    return 1;
  }
}
