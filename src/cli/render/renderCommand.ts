import type { AuditSink } from '../../core/audit/sink.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Reference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import { openAudit } from '../auditLog.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { readValidInput, type NamedInput } from '../inputFile.js';
import { labelledVersion } from '../labels/labelledVersion.js';
import { parseCommand } from '../options/parseCommand.js';
import { PromptFolder, type FileOptions } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions, oneBundle, oneId, textOrJson, UsageError } from '../usage.js';
import { Expected } from './expected.js';
import { Refusals } from './refusedRender.js';
import { expectationOf } from './renderExpectation.js';
import { everyJob, jobName, jobsOf, type RenderJob } from './renderJobs.js';
import { outputFolder } from './renderedFile.js';
import { PrintedRenders, type RenderOutput } from './printRender.js';

/** Records are written before there are more of them: no sink holds thousands of prompts at once. */
const RECORDED_AT_ONCE = 500;

/** `render <bundle_id@semver>|--all`: prints or writes prompts, with their hashes in JSON; an expectation that fails is told beside them. */
export async function renderCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const options = await readOptions(args, host);
  const { audit, model } = options;
  const folder = await PromptFolder.read(options.root, options.files);
  const inputs = readInputs(options.inputs, folder, host);
  if (!inputs) return 1;
  const { named } = options;
  const labelled = named && labelledVersion(folder, named.bundle, named.label, host);
  if (named && !labelled) return 1;
  const bundle = labelled ?? options.bundle;
  const language = folderLanguage(folder, host, { audit });
  const generator = await language.generatorOf('');
  const output = await outputOf(options, host);
  const refusals = new Refusals({ folder, language }, options.isSeveral, host);
  const expected = new Expected(options.isSeveral, host);
  const jobs = bundle
    ? jobsOf(bundle, inputs)
    : everyJob(folder, { inputs, model }, host, () => {
        refusals.refuse();
      });
  let count = 0;
  for (const job of jobs) {
    const outcome = await render(job);
    if (outcome instanceof PromptError) {
      await output.refused(job, refusals.tell(jobName(job), job.bundle, outcome));
      continue;
    }
    const failed = await expectationOf(language, job.input, outcome);
    await output.rendered(job, outcome, failed);
    // What is compared alone is given to nobody.
    if (!options.isComparing) generator.audit(outcome, 'command-line');
    if (++count % RECORDED_AT_ONCE === 0) await audit.flush();
    expected.tell(job, failed, options.check && !options.isComparing);
  }
  await audit.flush();
  const isAsThere = output.end();
  refusals.end();
  if (options.check) expected.end();
  return refusals.any || !isAsThere || (options.check && expected.hasFailed) ? 1 : 0;

  async function render({ bundle, input }: RenderJob): Promise<Render | PromptError> {
    try {
      return await generator.renderFromBundle({
        bundle,
        ...(input?.parsed.model && { input: input.parsed.model }),
        ...(model !== undefined && { model }),
      });
    } catch (error) {
      if (error instanceof PromptError) return error;
      throw error;
    }
  }
}

/** Where the renders go. What writes and compares files is read where that is asked for. */
async function outputOf(options: RenderOptions, host: CommandLineHost): Promise<RenderOutput> {
  const { output: folder, format, isComparing, isWhole } = options;
  if (folder === undefined) return new PrintedRenders(options, host);
  if (isComparing)
    return new (await import('./renderComparison.js')).FolderComparison({ folder, format }, isWhole, host);
  return new (await import('./renderOutput.js')).FolderOutput({ folder, format }, host);
}

/** The inputs that are named; `undefined` where one has errors, which are told. */
function readInputs(
  names: readonly string[],
  { root, maxFileBytes }: PromptFolder,
  host: CommandLineHost,
): readonly NamedInput[] | undefined {
  const place = { root, cwd: host.cwd, maxFileBytes };
  const read = names.map((name) => readValidInput(name, place, 'render it', host));
  const inputs = read.flatMap((one) => one?.input ?? []);
  return inputs.length === names.length ? inputs : undefined;
}

interface RenderOptions {
  /** All of them when absent, and none is named by a label. */
  readonly bundle: Reference | undefined;
  /** The bundle and the label of a version that is named so. */
  readonly named: { readonly bundle: string; readonly label: string } | undefined;
  /** Whether there may be several renders, so that each is named. */
  readonly isSeveral: boolean;
  /** Absolute. */
  readonly root: string;
  readonly inputs: readonly string[];
  readonly model: string | undefined;
  readonly files: FileOptions;
  readonly format: 'text' | 'json';
  /** The folder to write to, absolute. */
  readonly output: string | undefined;
  /** Whether an expectation that does not hold is a failure. */
  readonly check: boolean;
  /** Whether renders are compared with the files of a folder, and none is written. */
  readonly isComparing: boolean;
  /** Whether all renders of the root are made. */
  readonly isWhole: boolean;
  readonly audit: AuditSink;
}

async function readOptions(args: readonly string[], host: CommandLineHost): Promise<RenderOptions> {
  const { values, positionals } = parseCommand('render', args);
  const { model, check, all } = values;
  if (all && positionals.length > 0) throw new UsageError('Name one bundle version or --all, not both.');
  const named = values.label === undefined ? undefined : { bundle: oneId(positionals), label: values.label };
  if (named && all) throw new UsageError('Name --label or --all, not both.');
  const bundle = all || named ? undefined : oneBundle(positionals);
  const inputs = [...new Set(values.input)];
  if (check && !all && inputs.length === 0 && values.output === undefined)
    throw new UsageError(
      '--check compares with what an input expects: name one by --input, or a folder by --output.',
    );
  const root = rootFolder(values.root, host.cwd);
  return {
    bundle,
    named,
    isSeveral: all || inputs.length > 1,
    root,
    inputs,
    model,
    files: fileOptions(values),
    check,
    isComparing: check && values.output !== undefined,
    isWhole: all && inputs.length === 0 && model === undefined,
    format: textOrJson(values.format),
    output: values.output === undefined ? undefined : outputFolder(values.output, host.cwd),
    audit: await openAudit(values, root, host),
  };
}
