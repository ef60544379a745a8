import path from 'node:path';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import type { Refusal } from '../../core/model/refusal.js';
import { planPublication, type Publishable } from '../../core/published/planPublication.js';
import { readSnapshot } from '../../core/published/readSnapshot.js';
import { excerpt } from '../../core/text/quote.js';
import { failureText } from '../../core/text/failureText.js';
import { folderManner } from '../../language/index.js';
import { createFile } from '../../node/createFile.js';
import { sha256 } from '../../node/sha256.js';
import type { RegistryStore, StoredBundle } from '../../registry/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { printJson, printLine, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { publishedPath } from '../../node/folder/publishedFolder.js';
import { rootFolder } from '../rootFolder.js';
import { parseCommand } from '../options/parseCommand.js';
import { count, fileOptions, textOrJson, UsageError } from '../usage.js';
import { writeVersion, type Writing } from './writeVersion.js';
import { withRegistry } from './withRegistry.js';

/** What became of a version that was to be pulled. */
export type Pulled = {
  readonly bundle: string;
  /** Written, by their paths from the root. */
  readonly files: readonly string[];
} & ({ readonly status: 'pulled' | 'unchanged' } | ({ readonly status: 'refused' } & Refusal));

/** `pull <bundle_id@semver>|--all --registry URL`: writes what a database holds as files or snapshots, never over other content. */
export async function pullCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('pull', args);
  const [name, ...others] = positionals;
  const bundle = parseReference(name ?? '');
  if (values.all ? name !== undefined : !bundle || others.length > 0)
    throw new UsageError('Name one bundle version, as bundle_id@semver, or --all.');
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const pulled = await withRegistry(values.registry, host, root, async ({ store, text }) => {
    if (!store) {
      const reason = `Nothing can be pulled from ${text}: its API gives no template back. Name its database.`;
      printRefusal(host, { code: 'registry_unable', reason });
      return undefined;
    }
    const all: Pulled[] = [];
    const generator = await folderLanguage(folder, host).generatorOf('');
    const { scope } = folder;
    const manners = { bundle: folderManner(scope, 'bundle'), template: folderManner(scope, 'template') };
    const pulling = { folder, generator, manners, host, asSnapshot: values.snapshots };
    for await (const [reference, stored] of versionsOf(store, bundle)) {
      const one = await pull(reference, stored, pulling);
      all.push(one);
      if (format === 'text') printPulled(one, text, host);
    }
    return all;
  });
  if (!pulled) return 1;
  const refused = pulled.filter(({ status }) => status === 'refused').length;
  if (format === 'json') printJson(host, { pulled });
  else if (values.all) printLine(host, summary(pulled));
  return refused > 0 ? 1 : 0;
}

/** The versions to pull, as many at once as the store lists: one, or all. */
async function* versionsOf(
  store: RegistryStore,
  bundle: Reference | undefined,
): AsyncGenerator<readonly [Reference, StoredBundle | undefined]> {
  if (bundle) {
    const found = await store.bundles([bundle]);
    yield [bundle, found.get(formatReference(bundle))];
    return;
  }
  for (let after: Reference | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const { items, next }: Awaited<ReturnType<RegistryStore['list']>> = await store.list('bundle', after);
    const found = await store.bundles(items);
    for (const item of items) yield [item, found.get(formatReference(item))];
    after = next;
  }
}

interface Pulling extends Writing {
  readonly asSnapshot: boolean;
}

async function pull(
  reference: Reference,
  stored: StoredBundle | undefined,
  pulling: Pulling,
): Promise<Pulled> {
  const bundle = formatReference(reference);
  const refused = ({ code, reason }: Refusal): Pulled => ({
    bundle,
    status: 'refused',
    files: [],
    code,
    reason,
  });
  if (!stored) return refused({ code: 'not_in_registry', reason: 'It is not there.' });
  const { publishableOf } = await import('../../registry/index.js');
  const given = publishableOf(stored);
  try {
    const outcome = pulling.asSnapshot
      ? await writeSnapshot(given, pulling)
      : await writeVersion(stored, given, pulling);
    if ('reason' in outcome) return refused(outcome);
    return { bundle, status: outcome.length > 0 ? 'pulled' : 'unchanged', files: outcome };
  } catch (error) {
    return refused({ code: 'not_writable', reason: `It could not be written: ${failureText(error)}` });
  }
}

/** Writes the snapshot that publishing the version here would write; gives its path, or why it was not written. */
async function writeSnapshot(
  given: Publishable,
  { folder, host }: Writing,
): Promise<readonly string[] | Refusal> {
  const plan = planPublication(given, folder.scope.published, { sha256 });
  if (plan.kind === 'refused') return plan;
  if (plan.kind === 'same') return [];
  const file = publishedPath(plan.name);
  const creation = await createFile(folder.root, path.join(folder.root, file), plan.text, host.newId());
  if (creation === 'different')
    return { code: 'different_here', reason: `${file} exists already with other content.` };
  folder.scope.updateSnapshot(
    readSnapshot({ file, name: plan.name, given: { text: plan.text } }, { sha256 }),
  );
  return creation === 'created' ? [file] : [];
}

function printPulled(pulled: Pulled, registry: string, host: CommandLineHost): void {
  const { files, status } = pulled;
  const name = excerpt(pulled.bundle);
  if (status === 'refused') {
    const { code, reason } = pulled;
    printRefusal(host, { code, reason: `${name} was not pulled from ${registry}. ${reason}` });
  } else if (status === 'unchanged') printLine(host, `${name} is here already, with the same content.`);
  else printLine(host, `Pulled ${name}: ${files.join(', ')}.`);
}

function summary(pulled: readonly Pulled[]): string {
  const number = (status: Pulled['status']): number => pulled.filter((one) => one.status === status).length;
  return `${count(pulled.length, 'version')}: ${number('pulled')} pulled, ${number('unchanged')} unchanged, ${number('refused')} refused.`;
}
