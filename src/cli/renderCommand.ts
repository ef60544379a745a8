import { jsonLinesSink } from '../core/audit/jsonLines.js';
import { nullAuditSink } from '../core/audit/null.js';
import type { AuditSink } from '../core/audit/sink.js';
import { loadHashing } from '../core/hashing.js';
import { PromptError } from '../core/model/promptError.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import { createPromptGenerator, type Render } from '../core/promptGenerator.js';
import { scopeSources } from '../language/indexSources.js';
import { scopeFindings } from '../language/scopeFindings.js';
import { auditFileAppender } from './auditFile.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { findingText } from './findingText.js';
import { PromptFolder } from './promptFolder.js';
import { readInputFile } from './inputFile.js';
import { rootFolder } from './rootFolder.js';
import { sha256 } from './sha256.js';
import { parseOptions, textOrJson, UsageError } from './usage.js';

/** `render <bundle_id@semver>`: prints the prompt, or one JSON object with the prompt and its hashes. */
export async function renderCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const options = readOptions(args, host.cwd);
  const folder = new PromptFolder(options.root);
  const input =
    options.input === undefined ? undefined : readInputFile(options.input, options.root, host.cwd);
  if (input && !input.parsed.model) {
    host.error(`The input ${input.file} has errors. Mend them to render it.\n`);
    printErrors(input.file, input.parsed, input.parsed.findings, host);
    return 1;
  }
  const audit = options.audit ? openAuditLog(options.root, host) : nullAuditSink;
  const generator = createPromptGenerator({
    ...bothSources(folder),
    audit,
    hashing: await loadHashing(sha256),
    now: host.now,
  });
  try {
    const render = await generator.renderFromBundle({
      bundle: options.bundle,
      ...(input?.parsed.model && { input: input.parsed.model }),
      ...(options.model !== undefined && { model: options.model }),
    });
    host.out(
      options.format === 'json' ? `${JSON.stringify(renderJson(render), null, 2)}\n` : render.rendered_prompt,
    );
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
  const { input, model } = values;
  return {
    bundle,
    root: rootFolder(values.root, cwd),
    input,
    model,
    format: textOrJson(values.format),
    audit: !values['no-audit'],
  };
}

function bothSources(folder: PromptFolder): {
  bundles: ReturnType<typeof scopeSources>;
  templates: ReturnType<typeof scopeSources>;
} {
  const sources = scopeSources(folder.scope, folder);
  return { bundles: sources, templates: sources };
}

function openAuditLog(root: string, host: CommandLineHost): AuditSink {
  return jsonLinesSink({
    append: auditFileAppender(root, host.now(), host.newId()),
    sha256,
    onFailure: (error) => {
      host.error(
        `The audit record could not be written: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    },
  });
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

function printErrors(
  name: string,
  parsed: Parameters<typeof findingText>[1],
  findings: readonly Parameters<typeof findingText>[2][],
  host: CommandLineHost,
): void {
  for (const finding of findings)
    if (finding.severity === 'error') host.error(findingText(name, parsed, finding));
}
