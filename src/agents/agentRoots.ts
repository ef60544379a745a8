import { didYouMean } from '../core/documents/didYouMean.js';
import { isLabelName } from '../core/model/labelName.js';
import { formatReference, parseReference, type Reference } from '../core/model/reference.js';
import { compareSemver, isPreRelease, isSemver } from '../core/model/semver.js';
import { excerpt, listed } from '../core/text/quote.js';
import { filesOfVersion, type PromptLanguage, type ScopeIndex } from '../language/index.js';
import { AgentError } from './agentError.js';
import type { AgentHost } from './agentHost.js';

/** A root with prompt files or published versions. */
export interface AgentRoot {
  /** What agents call it. */
  readonly name: string;
  /** Its key in `files.scopes()`. */
  readonly root: string;
  /** The key of one of its files: what is asked of it is asked of the root. */
  readonly file: string;
  readonly scope: ScopeIndex;
  readonly language: PromptLanguage;
}

/** A bundle version of a root. */
export interface ChosenBundle {
  readonly root: AgentRoot;
  readonly bundle: Reference;
}

/** All roots, or the one that is named, in order of name. Throws an `AgentError` where there is none of the name. */
export async function agentRoots(host: AgentHost, named?: string): Promise<readonly AgentRoot[]> {
  const roots = (await host.languages()).flatMap((language) =>
    [...language.files.scopes()].flatMap(([root, scope]): AgentRoot[] => {
      const [file = scope.records()[0]] = scope.files();
      return file === undefined ? [] : [{ name: host.nameOfRoot(root), root, file, scope, language }];
    }),
  );
  roots.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (named === undefined || named === '') return roots;
  const found = roots.filter(({ name }) => name === named);
  if (found.length > 0) return found;
  const names = roots.map(({ name }) => excerpt(name));
  const which = names.length === 0 ? 'There are no prompt files here.' : `There are ${listed(names)}.`;
  throw new AgentError(`There is no root ${excerpt(named)} with prompt files. ${which}`);
}

/** Every version of a bundle, in files or published, in SemVer order. */
export function versionsOf({ scope }: Pick<AgentRoot, 'scope'>, id: string): readonly string[] {
  const all = new Set([...scope.versions('bundle', id), ...scope.published.versions(id)]);
  return [...all].sort(compareSemver);
}

/** Every id of a bundle, in files or published, in order. */
export function bundleIds({ scope }: Pick<AgentRoot, 'scope'>): readonly string[] {
  return scope.choices.bundle.list();
}

/** The bundle version that a call means: by `id@semver`, `id@label`, or its id alone. Throws an `AgentError` where it is none, or several. */
export async function chooseBundle(host: AgentHost, written: string, named?: string): Promise<ChosenBundle> {
  const roots = await agentRoots(host, named);
  const chosen = roots.flatMap((root): ChosenBundle[] => {
    const bundle = meantBy(root, written);
    return bundle ? [{ root, bundle }] : [];
  });
  const [first, ...others] = chosen;
  if (!first) throw new AgentError(noBundle(roots, written));
  if (others.length > 0) throw inSeveral(written, chosen);
  return first;
}

/** The root that has a bundle, by its id alone. */
export async function chooseBundleId(host: AgentHost, id: string, named?: string): Promise<AgentRoot> {
  const roots = await agentRoots(host, named);
  const [first, ...others] = roots.filter((root) => versionsOf(root, id).length > 0);
  if (!first) throw new AgentError(noBundle(roots, id));
  if (others.length > 0)
    throw inSeveral(
      id,
      [first, ...others].map((root) => ({ root })),
    );
  return first;
}

/** The version of a bundle that a text names: itself, or the published one with that label. */
export function namedSemver({ scope }: Pick<AgentRoot, 'scope'>, id: string, name: string): string {
  return isLabelName(name) ? (scope.labels.versionOf(id, name) ?? name) : name;
}

function meantBy(root: AgentRoot, written: string): Reference | undefined {
  const reference = parseReference(written);
  if (reference) {
    const version = { id: reference.id, semver: namedSemver(root, reference.id, reference.semver) };
    if (filesOfVersion(root.scope, version).length > 0) return version;
    // What looks like a version is none of an id with an `@` in it.
    if (isSemver(reference.semver)) return undefined;
  }
  const semver = newest(versionsOf(root, written));
  return semver === undefined ? undefined : { id: written, semver };
}

/** The newest release; the newest pre-release where there is no other. */
export function newest(semvers: readonly string[]): string | undefined {
  return semvers.findLast((semver) => !isPreRelease(semver)) ?? semvers.at(-1);
}

function noBundle(roots: readonly AgentRoot[], written: string): string {
  const none = `There is no bundle ${excerpt(written)}.`;
  const reference = parseReference(written);
  const id = reference?.id ?? written;
  const versions = [...new Set(roots.flatMap((root) => versionsOf(root, id)))].sort(compareSemver);
  const labels = [...new Set(roots.flatMap(({ scope }) => scope.labels.named(id).map(({ label }) => label)))];
  if (versions.length > 0) {
    const labelled = labels.length > 0 ? ` Its labels are ${listed(labels.map((one) => excerpt(one)))}.` : '';
    return `${none} The versions of ${excerpt(id)} are ${listed([...versions].reverse().map((one) => excerpt(one)))}.${labelled}`;
  }
  const known = roots.flatMap((root) => bundleIds(root));
  const meant = didYouMean(id, known);
  const advice = `${meant === undefined ? '' : `Did you mean ${excerpt(meant)}? `}promptBundles_findBundles lists all.`;
  return [none, advice, ...namelessFiles(roots)].join(' ');
}

/** The files in which a bundle may be that has no name because they cannot be read. */
function namelessFiles(roots: readonly AgentRoot[]): readonly string[] {
  const files = roots.flatMap(({ scope }) =>
    scope.nameless('bundle').map((file) => excerpt(scope.nameOf(file))),
  );
  return files.length === 0
    ? []
    : [`The name of a bundle cannot be read in ${listed(files)}: promptBundles_check says why.`];
}

function inSeveral(written: string, chosen: readonly Pick<ChosenBundle, 'root'>[]): AgentError {
  const names = chosen.map(({ root }) => excerpt(root.name));
  return new AgentError(
    `${excerpt(written)} is in several roots: ${listed(names)}. Name one of them as root.`,
  );
}

/** The key of a file by what people call it: its name, or the end of that where no other has the same. */
export function fileNamed(
  { scope }: Pick<AgentRoot, 'scope'>,
  name: string,
  files: Iterable<string>,
): string | undefined {
  const asked = name.replaceAll('\\', '/').replace(/^\.\//, '');
  const ending: string[] = [];
  for (const file of files) {
    const own = scope.nameOf(file);
    if (own === asked || file === name) return file;
    if (own.endsWith(`/${asked}`)) ending.push(file);
  }
  return ending.length === 1 ? ending[0] : undefined;
}

/** How a version is named to agents. */
export function versionText({ bundle }: Pick<ChosenBundle, 'bundle'>): string {
  return excerpt(formatReference(bundle), 400);
}
