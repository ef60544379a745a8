import { parseReference, type Reference } from '../../core/model/reference.js';
import type { Refusal } from '../../core/model/refusal.js';
import { addAll } from '../../core/text/addAll.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { listFiles } from '../../node/folder/listFiles.js';
import { parseCommand } from '../options/parseCommand.js';
import { printError, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { chooseFormat, fileOptions, UsageError } from '../usage.js';
import { freezeInputs } from './freezeInputs.js';
import { selectedBy, testRoots, type TestedRoot } from './runTests.js';
import { printTests, TEST_FORMATS } from './testReport.js';
import { updateInputs } from './updateInputs.js';

/** `test [PATTERN]`: compares prompts with what inputs expect, and has inputs expect what the prompts are where that is asked for. */
export async function testCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('test', args);
  const format = chooseFormat(values.format, TEST_FORMATS);
  const [pattern, ...others] = positionals;
  if (others.length > 0) throw new UsageError('Name one pattern.');
  const frozen = values.freeze === undefined ? undefined : versionIn(values.freeze);
  const root = rootFolder(values.root, host.cwd);
  const options = fileOptions(values);
  const selects = selectedBy(pattern);
  const read = async (): Promise<readonly TestedRoot[]> => {
    const folder = new PromptFolder(root, options, { listing: await listFiles(root, options) });
    const folders = [folder, ...folder.rootsBelow().map((home) => folder.below(home))];
    return testRoots(
      folders.map((one) => ({ folder: one, language: folderLanguage(one, host) })),
      selects,
    );
  };
  let tested = await read();
  const problems: Refusal[] = [];
  if (frozen) {
    const { count, failed } = await freezeInputs(host, tested, { version: frozen, selects });
    if (count > 0) tested = await read();
    addAll(problems, failed);
    if (count > 0) printError(host, `Frozen: ${count === 1 ? '1 input' : `${count} inputs`}.`);
  }
  if (values.update) {
    const { count, files, failed } = await updateInputs(host, tested);
    if (count > 0) tested = await read();
    addAll(problems, failed);
    if (count > 0) printError(host, `Updated: ${count} in ${files === 1 ? '1 input' : `${files} inputs`}.`);
  }
  for (const problem of problems) printRefusal(host, problem);
  const cases = tested.flatMap((one) => one.cases);
  if (cases.length === 0 && pattern !== undefined)
    throw new UsageError(`No input expects anything where ${pattern} occurs.`);
  printTests(host, format, { root, tested, isUpdated: values.update });
  return problems.length > 0 || cases.some(({ failure }) => failure) ? 1 : 0;
}

function versionIn(name: string): Reference {
  const version = parseReference(name);
  if (!version) throw new UsageError('--freeze takes one bundle version, as bundle_id@semver.');
  return version;
}
