import path from 'node:path';
import { PromptError } from '../../core/model/promptError.js';
import { blame, readTemplates } from '../../language/index.js';
import { GitHistory } from '../../node/git/gitHistory.js';
import { whyNoHistory } from '../../node/git/gitProgram.js';
import { blameJson, blameLines } from './blameReport.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { readValidInput } from '../inputFile.js';
import { parseCommand } from '../options/parseCommand.js';
import { printError, printJson, printLines } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { printRefusedRender } from '../render/refusedRender.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions, oneBundle, onlyOne, textOrJson } from '../usage.js';

/** `blame <bundle_id@semver>`: since when, and by whom, each sentence of a prompt is there. */
export async function blameCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('blame', args);
  const bundle = oneBundle(positionals);
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const place = { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const read = readValidInput(onlyOne(values.input, 'input'), place, 'render it', host);
  if (!read) return 1;
  const { input } = read;
  const language = folderLanguage(folder, host);
  const git = { program: 'git', folder: root };
  const history = new GitHistory(
    git,
    (file) => path.resolve(root, file),
    () => folder.maxFileBytes,
  );
  try {
    const generator = await language.generatorOf('');
    const model = input?.parsed.model;
    const render = await generator.renderFromBundle({ bundle, ...(model && { input: model }) });
    const templates = await readTemplates(render, folder, folder.scope.published);
    if (!templates) throw new TypeError('Every template of a version that is rendered is read.');
    const none = await whyNoHistory(git);
    if (none !== undefined) printError(host, `${none} Only published versions are looked into.`);
    const sentences = await blame(
      { render, templates, input },
      {
        parse: language.parse,
        published: folder.scope.published,
        history: none === undefined ? history : undefined,
      },
    );
    if (format === 'json') printJson(host, blameJson({ folder, input }, render, sentences));
    else printLines(host, blameLines(sentences));
    return 0;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    printRefusedRender(error, bundle, { folder, language }, host);
    return 1;
  } finally {
    history.dispose();
  }
}
