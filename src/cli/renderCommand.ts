import type { AuditSink } from '../core/audit/sink.js';
import { PromptError } from '../core/model/promptError.js';
import { formatReference, type Reference } from '../core/model/reference.js';
import type { Render } from '../core/promptGenerator.js';
import { openAudit } from './auditLog.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { folderLanguage } from './folderLanguage.js';
import { PromptFolder, type FileOptions } from './promptFolder.js';
import { printErrors } from './printErrors.js';
import { printRefusedRender } from './refusedRender.js';
import { readValidInput } from './inputFile.js';
import { expectationJson, expectationOf } from './renderExpectation.js';
import { rootFolder } from './rootFolder.js';
import { parseCommand } from './options/parseCommand.js';
import { fileOptions, oneBundle, textOrJson, UsageError } from './usage.js';
import { printExactly, printJson, printError } from './print.js';

/** `render <bundle_id@semver>`: prints the prompt, or one JSON object with the prompt and its hashes; a failed expectation is told beside it. */
export async function renderCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const options = await readOptions(args, host);
  const { audit } = options;
  const folder = await PromptFolder.read(options.root, options.files);
  const place = { root: options.root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const read = readValidInput(options.input, place, 'render it', host);
  if (!read) return 1;
  const { input } = read;
  const language = folderLanguage(folder, host, { audit });
  const generator = await language.generatorOf('');
  try {
    const render = await generator.renderFromBundle({
      bundle: options.bundle,
      ...(input?.parsed.model && { input: input.parsed.model }),
      ...(options.model !== undefined && { model: options.model }),
    });
    const failed = expectationOf(input, render);
    if (options.format === 'json')
      printJson(host, { ...renderJson(render), ...expectationJson(input, failed) });
    else printExactly(host, render.rendered_prompt);
    generator.audit(render, 'command-line');
    await audit.flush();
    if (input && failed) printErrors(input.file, input.parsed.source, failed, host);
    else if (options.check)
      printError(
        host,
        `The input expects nothing of ${formatReference(options.bundle)}: nothing was compared.`,
      );
    return options.check && failed && failed.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    printRefusedRender(error, options.bundle, { folder, language }, host);
    return 1;
  }
}

interface RenderOptions {
  readonly bundle: Reference;
  /** Absolute. */
  readonly root: string;
  readonly input: string | undefined;
  readonly model: string | undefined;
  readonly files: FileOptions;
  readonly format: 'text' | 'json';
  /** Whether an expectation that does not hold is a failure. */
  readonly check: boolean;
  readonly audit: AuditSink;
}

async function readOptions(args: readonly string[], host: CommandLineHost): Promise<RenderOptions> {
  const { values, positionals } = parseCommand('render', args);
  const bundle = oneBundle(positionals);
  const { input, model, check } = values;
  if (check && input === undefined)
    throw new UsageError('--check compares with what an input expects: name one by --input.');
  const root = rootFolder(values.root, host.cwd);
  return {
    bundle,
    root,
    input,
    model,
    files: fileOptions(values),
    check,
    format: textOrJson(values.format),
    audit: await openAudit(values, root, host),
  };
}

function renderJson(render: Render): object {
  const {
    bundle,
    rendered_prompt,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes,
  } = render;
  return {
    bundle: `${bundle.bundle_id}@${bundle.semver}`,
    rendered_prompt,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes,
  };
}
