import { formatReference } from '../../core/model/reference.js';
import { PromptError } from '../../core/model/promptError.js';
import type { RefusalCode } from '../../core/model/refusal.js';
import type { Render } from '../../core/promptGenerator.js';
import { excerpt } from '../../core/text/quote.js';
import type { Verification } from '../../registry/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { readValidInput } from '../inputFile.js';
import { printError, printJson, printLine, printLines, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { printRefusedRender } from '../render/refusedRender.js';
import { rootFolder } from '../rootFolder.js';
import { parseCommand } from '../options/parseCommand.js';
import { fileOptions, onlyOne, oneBundle, textOrJson, UsageError } from '../usage.js';
import { withRegistry } from './withRegistry.js';

/** `verify <bundle_id@semver> --registry URL`: whether a registry gives the prompt and the hashes that this folder gives. */
export async function verifyCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('verify', args);
  const bundle = oneBundle(positionals);
  if (values.probe && values.input !== undefined) throw new UsageError('Name --input or --probe, not both.');
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const place = { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const given = readValidInput(onlyOne(values.input, 'input'), place, 'verify with it', host);
  if (!given) return 1;
  const code = await withRegistry<ExitCode>(values.registry, host, root, async (registry) => {
    const language = folderLanguage(folder, host);
    const generator = await language.generatorOf('');
    const input = values.probe ? registry.probe : given.input?.parsed.model;
    let ours: Render;
    try {
      ours = await generator.renderFromBundle({ bundle, ...(input && { input }) });
    } catch (error) {
      if (!(error instanceof PromptError)) throw error;
      printRefusedRender(error, bundle, { folder, language }, host);
      return 1;
    }
    if (registry.notice !== undefined && !values.probe && format === 'text')
      printError(host, `${registry.notice} --probe sends neither.`);
    const verification = await registry.verify(ours);
    const told = { bundle: formatReference(bundle), registry: registry.text, ours, verification };
    if (format === 'json') printJson(host, verificationJson(told));
    else printVerification(told, host);
    return verification.kind === 'same' ? 0 : 1;
  });
  return code ?? 1;
}

/** Why nothing was compared. */
const CODES = {
  missing: 'not_in_registry',
  refused: 'registry_refused',
} as const satisfies Readonly<Record<string, RefusalCode>>;

interface Told {
  readonly bundle: string;
  readonly registry: string;
  readonly ours: Render;
  readonly verification: Verification;
}

function printVerification({ bundle, registry, ours, verification }: Told, host: CommandLineHost): void {
  const name = excerpt(bundle);
  switch (verification.kind) {
    case 'same':
      printLine(host, `${name} is the same here and in ${registry} (prompt ${ours.prompt_hash}).`);
      return;
    case 'differs':
      printError(host, `${name} differs between here and ${registry}: ${verification.fields.join(', ')}.`);
      printLines(host, verification.diff);
      return;
    case 'missing':
      printRefusal(host, { code: CODES.missing, reason: `${name} is not in ${registry}.` });
      return;
    case 'refused':
      printRefusal(host, {
        code: CODES.refused,
        reason: `${name} could not be verified against ${registry}. ${verification.reason}`,
      });
  }
}

function verificationJson({ bundle, registry, ours, verification }: Told): object {
  const { rendered_prompt, bundle_hash, personality_hash } = ours;
  const { kind, ...rest } = verification;
  return {
    bundle,
    registry,
    status: kind,
    ...((kind === 'missing' || kind === 'refused') && { code: CODES[kind] }),
    ours: { rendered_prompt, bundle_hash, personality_hash },
    ...rest,
  };
}
