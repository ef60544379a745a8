import { excerpt, listed } from '../core/text/quote.js';
import { filesOfVersion } from '../language/index.js';
import type { AgentHost, JsonObject, ToolResult } from './agentHost.js';
import { agentRoots, bundleIds, newest, versionsOf, type AgentRoot } from './agentRoots.js';
import { MAX_SEARCHED_DESCRIPTIONS } from './limits.js';
import { pageOf, type Listed } from './pageOfList.js';
import type { Arguments } from './readArguments.js';

/** The most versions, labels, models and inputs that are told of one bundle, each. */
const MOST_OF_EACH = 10;
/** The most characters of a description. */
const MAX_DESCRIPTION = 300;

/** `promptBundles_findBundles`. */
export async function findBundlesTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const roots = await agentRoots(host, given.text('root'));
  const words = (given.text('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const model = given.text('model') ?? '';
  const found: Found[] = [];
  let [searched, isCut] = [0, false];
  for (const root of roots)
    for (const id of bundleIds(root)) {
      const facts = factsOf(root, id);
      if (model !== '' && !facts.models.includes(model)) continue;
      const said = [id, ...facts.models, ...facts.labels, ...facts.files].join('\n').toLowerCase();
      if (hasAll(said, words)) {
        found.push({ root, id });
        continue;
      }
      if (searched++ >= MAX_SEARCHED_DESCRIPTIONS) isCut = true;
      else if (hasAll(`${said}\n${(await descriptionOf(root, id)).toLowerCase()}`, words))
        found.push({ root, id });
    }
  const page = pageOf(found.map(waiting), given);
  const shown: Listed[] = [];
  for (const one of found.slice(given.number('offset', 0)).slice(0, page.items.length))
    shown.push(await describe(one));
  const head = found.length === 0 ? noneFound(words, model, roots) : '';
  const cut = isCut
    ? 'There are many bundles: of some, the description was not searched. Name a root, or words of the id.'
    : '';
  return {
    texts: [
      [head, ...shown.map(({ line }) => line), page.note, cut].filter((line) => line !== '').join('\n'),
    ],
    structured: { bundles: shown.map(({ json }) => json), ...page.counts },
    isError: false,
  };
}

interface Found {
  readonly root: AgentRoot;
  readonly id: string;
}

/** The room that a bundle is given in a result before it is described. */
const ROOM = ' '.repeat(400);

function waiting(): Listed {
  return { line: ROOM, json: {} };
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function noneFound(words: readonly string[], model: string, roots: readonly AgentRoot[]): string {
  if (words.length === 0 && model === '')
    return roots.length === 0 ? 'There are no prompt files here.' : 'There are no bundles here.';
  return 'No bundle has all of that. Without query and model, all are listed.';
}

interface Facts {
  readonly versions: readonly string[];
  readonly models: readonly string[];
  readonly labels: readonly string[];
  readonly files: readonly string[];
}

function factsOf(root: AgentRoot, id: string): Facts {
  const { scope } = root;
  const files = scope.filesOfId('bundle', id);
  const published = scope.published.versions(id).flatMap((semver) => {
    const snapshot = scope.published.bundle({ id, semver })?.snapshot;
    return snapshot ? snapshot.bundle.tags : [];
  });
  return {
    versions: versionsOf(root, id),
    models: [...new Set([...files.flatMap((file) => scope.get(file)?.tags ?? []), ...published])],
    labels: scope.labels.named(id).map(({ label, version }) => `${label} (${version})`),
    files: files.map((file) => scope.nameOf(file)),
  };
}

/** What the newest version says of itself. */
async function descriptionOf({ scope, language }: AgentRoot, id: string): Promise<string> {
  const semver = newest(versionsOf({ scope }, id)) ?? '';
  const [file] = filesOfVersion(scope, { id, semver });
  if (file === undefined) return '';
  const parsed = await language.files.read(file);
  if (parsed?.kind === 'bundle') return parsed.model?.description ?? '';
  return scope.published.get(file)?.snapshot?.bundle.description ?? '';
}

async function describe({ root, id }: Found): Promise<Listed> {
  const { scope } = root;
  const { versions, models, labels, files } = factsOf(root, id);
  const published = new Set(scope.published.versions(id));
  const inFiles = new Set(scope.versions('bundle', id));
  const description = excerpt(await descriptionOf(root, id), MAX_DESCRIPTION);
  const latest = scope.definitions('bundle', { id, semver: newest(versions) ?? '' })[0];
  const inputs = latest === undefined ? [] : scope.inputsFor(latest).inputs.map((file) => scope.nameOf(file));
  const newestFirst = [...versions].reverse();
  const places = newestFirst.map((semver) => {
    const where = [...(inFiles.has(semver) ? ['file'] : []), ...(published.has(semver) ? ['published'] : [])];
    return { semver, where: where.join(' and ') };
  });
  const parts = [
    `versions ${listed(
      places.map(({ semver, where }) => `${excerpt(semver)} (${where})`),
      MOST_OF_EACH,
    )}`,
    ...named('labels', labels),
    ...named('models', models),
    ...named('files', files),
    ...named('inputs', inputs),
  ];
  const line = `${excerpt(id)} in ${excerpt(root.name)}: ${parts.join('; ')}.${description === '' ? '' : ` ${description}`}`;
  return { line, json: jsonOf() };

  function jsonOf(): JsonObject {
    return {
      bundle_id: id,
      root: root.name,
      ...(description !== '' && { description }),
      versions: places.slice(0, MOST_OF_EACH),
      version_count: places.length,
      labels: labels.slice(0, MOST_OF_EACH),
      models: models.slice(0, MOST_OF_EACH),
      files: files.slice(0, MOST_OF_EACH),
      inputs: inputs.slice(0, MOST_OF_EACH),
    };
  }
}

function named(what: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  const shown = listed(
    texts.map((text) => excerpt(text)),
    MOST_OF_EACH,
  );
  return [`${what} ${shown}`];
}
