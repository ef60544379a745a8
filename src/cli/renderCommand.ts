import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { jsonLinesSink } from '../core/audit/jsonLines.js';
import { nullAuditSink } from '../core/audit/null.js';
import type { AuditSink } from '../core/audit/sink.js';
import type { InputFile } from '../core/documents/promptFile.js';
import { parsePromptFile } from '../core/documents/promptFile.js';
import { loadHashing } from '../core/hashing.js';
import { PromptError } from '../core/model/promptError.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import { createPromptGenerator, type Render } from '../core/promptGenerator.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { scopeSources } from '../language/indexSources.js';
import { scopeFindings } from '../language/scopeFindings.js';
import { auditFileAppender } from './auditFile.js';
import type { CommandLineHost, ExitCode } from './commandLine.js';
import { findingText } from './findingText.js';
import { PromptFolder } from './promptFolder.js';
import { parseOptions, UsageError } from './usage.js';

/** `render <bundle_id@semver>`: prints the prompt, or one JSON object with the prompt and its hashes. */
export async function renderCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const options = readOptions(args, host.cwd);
  const folder = new PromptFolder(options.root);
  const input = options.input === undefined ? undefined : readInput(options.input, options.root, host.cwd);
  if (input && !input.file.model) {
    host.error(`The input ${input.name} has errors. Mend them to render it.\n`);
    printErrors(input.name, input.file, input.file.findings, host);
    return 1;
  }
  const audit = options.audit ? openAuditLog(options.root, host) : nullAuditSink;
  const generator = createPromptGenerator({ ...bothSources(folder), audit, hashing: await loadHashing(sha256), now: host.now });
  try {
    const render = await generator.renderFromBundle({
      bundle: options.bundle,
      ...(input?.file.model && { input: input.file.model }),
      ...(options.model !== undefined && { model: options.model }),
    });
    host.out(options.format === 'json' ? `${JSON.stringify(renderJson(render), null, 2)}\n` : render.rendered_prompt);
    generator.audit(render, 'command-line');
    await audit.flush();
    return 0;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    host.error(`${error.message}\n`);
    for (const file of error.origins) {
      const parsed = folder.get(file);
      if (parsed) printErrors(file, parsed, scopeFindings(folder.scope, file), host);
    }
    return 1;
  }
}

interface RenderOptions {
  readonly bundle: Reference;
  /** Absolute. */
  readonly root: string;
  readonly input: string | undefined;
  readonly model: string | undefined;
  readonly format: 'text' | 'json';
  readonly audit: boolean;
}

function readOptions(args: readonly string[], cwd: string): RenderOptions {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      input: { type: 'string' },
      model: { type: 'string' },
      format: { type: 'string', default: 'text' },
      'no-audit': { type: 'boolean', default: false },
    },
  });
  const [name, ...others] = positionals;
  const bundle = parseReference(name ?? '');
  if (!bundle || others.length > 0) throw new UsageError('Name one bundle version, as bundle_id@semver.');
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(`There is no format ${format}. Use text or json.`);
  const root = path.resolve(cwd, values.root ?? '.');
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new UsageError(`There is no folder ${root}.`);
  return { bundle, root, input: values.input, model: values.model, format, audit: !values['no-audit'] };
}

/** The input file, by its path from the current folder or else from the root; `-` is standard input. */
function readInput(name: string, root: string, cwd: string): { name: string; file: InputFile } {
  const candidates = name === '-' ? [0] : [path.resolve(cwd, name), path.resolve(root, name)];
  const found = candidates.find((candidate) => typeof candidate === 'number' || (existsSync(candidate) && statSync(candidate).isFile()));
  if (found === undefined) throw new UsageError(`There is no input file ${name}.`);
  const syntax = name.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  return { name, file: parsePromptFile({ kind: 'input', syntax }, decodeUtf8(readFileSync(found))) as InputFile };
}

function bothSources(folder: PromptFolder): { bundles: ReturnType<typeof scopeSources>; templates: ReturnType<typeof scopeSources> } {
  const sources = scopeSources(folder.scope, folder);
  return { bundles: sources, templates: sources };
}

function openAuditLog(root: string, host: CommandLineHost): AuditSink {
  return jsonLinesSink({
    append: auditFileAppender(root, host.now(), host.newId()),
    sha256,
    onFailure: (error) => {
      host.error(`The audit record could not be written: ${error instanceof Error ? error.message : String(error)}\n`);
    },
  });
}

function renderJson(render: Render): object {
  const { bundle, rendered_prompt, bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes } = render;
  return {
    bundle: `${bundle.bundle_id}@${bundle.semver}`,
    rendered_prompt, bundle_hash, personality_hash, prompt_hash, content_hash, template_hashes,
  };
}

function printErrors(name: string, parsed: Parameters<typeof findingText>[1], findings: readonly Parameters<typeof findingText>[2][], host: CommandLineHost): void {
  for (const finding of findings) if (finding.severity === 'error') host.error(findingText(name, parsed, finding));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
