import { lstatSync, readdirSync, realpathSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { fileTypeOf, type FileType } from '../../core/documents/fileKinds.js';
import type { UnreadableReason } from '../../core/documents/unreadableFile.js';
import {
  type BaselineFile,
  CONFIGURATION_FILE,
  ExcludeGlobs,
  FolderRule,
  type FolderConfiguration,
  type FolderFacts,
  type LabelFile,
  type LeftOut,
  repeatedLinks,
  type FileLink,
} from '../../language/index.js';
import { reasonOf } from '../readBounded.js';
import {
  baselineAt,
  baselineOf,
  configurationOf,
  factsOf,
  inside,
  labelsOf,
  repositoryOf,
  type Place,
} from './folderFacts.js';
import { nameFrom, stepsInto } from '../filePaths.js';

/** Which baseline counts: the own one of each root, none, or for the listed root another file, by its absolute path. */
export type BaselineOption = 'own' | 'none' | { readonly place: string };

/** What leaves files out. */
export interface ListOptions {
  /** Globs of what does not belong, from the root. */
  readonly exclude?: readonly string[];
  /** Whether ignore files count; where nothing is said, as configurations say, and else they do. */
  readonly useGitignore?: boolean;
  /** Which baseline is read; none when absent. */
  readonly baseline?: BaselineOption;
  /** True to look into no folder below. */
  readonly isFlat?: boolean;
}

/** A file of ours. */
export interface ListedFile {
  /** Its path from the root, with `/` between; a name that is not UTF-8 with `\xff` for each byte that is not ASCII. */
  readonly file: string;
  readonly type: FileType;
  /** What the file system calls it, since a name need not be UTF-8. */
  readonly place: Place;
  readonly isUtf8: boolean;
  /** The root that it belongs to, from the one that is listed: empty, or a folder with versions or a configuration of its own. */
  readonly home: string;
}

/** A folder that cannot be listed. */
export interface ClosedFolder {
  readonly file: string;
  readonly type?: undefined;
  readonly reason: UnreadableReason;
}

/** What there is of ours in a folder. */
export interface Listing {
  /** In order of name, folder by folder. */
  readonly entries: readonly (ListedFile | ClosedFolder)[];
  /** The configurations of folders, by the paths of these. */
  readonly configurations: ReadonlyMap<string, FolderConfiguration>;
  /** The labels of roots, by the paths of these. */
  readonly labels: ReadonlyMap<string, LabelFile>;
  /** The baselines of roots, by the paths of these. */
  readonly baselines: ReadonlyMap<string, BaselineFile>;
  /** The folders that were looked into, and those that links to files lead into. */
  readonly folders: readonly Place[];
}

/** What holds in a root, by its path: the configuration of the nearest folder that has one. */
export function configurationIn(
  { configurations }: Pick<Listing, 'configurations'>,
  home: string,
): FolderConfiguration | undefined {
  if (configurations.size === 0) return undefined;
  for (let folder = home; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const found = configurations.get(folder);
    if (found || folder === '') return found;
  }
}

/** The configurations that hold for some file, in order of name. */
export function heldConfigurations(listing: Listing): readonly FolderConfiguration[] {
  if (listing.configurations.size === 0) return [];
  const homes = new Set(listing.entries.flatMap((entry) => (entry.type ? [entry.home] : [])));
  const held = new Set([...homes].sort().flatMap((home) => configurationIn(listing, home) ?? []));
  return [...held];
}

/** The files of ours that belong to a root, and what is configured there. Links to folders are not followed. */
export async function listFiles(root: string, options: ListOptions = {}): Promise<Listing> {
  const listed: (ListedFile | ClosedFolder)[] = [];
  const links: FileLink[] = [];
  const configurations = new Map<string, FolderConfiguration>();
  const labels = new Map<string, LabelFile>();
  const baselines = new Map<string, BaselineFile>();
  const looked: Place[] = [];
  const waiting: Folder[] = [{ name: '', own: '', place: root, isUtf8: true }];
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    const entries = entriesOf(folder);
    if (!Array.isArray(entries)) {
      listed.push({ file: folder.name === '' ? '.' : folder.name, reason: entries });
      continue;
    }
    const names = new Set(entries.map(({ own }) => own));
    const configuration = names.has(CONFIGURATION_FILE[0])
      ? withOptions(await configurationOf(folder.place, folder.name), options)
      : undefined;
    const facts = { ...factsOf(folder.place, (name) => names.has(name)), configuration };
    const rule = folder.above ? folder.above.enter(folder.own, facts) : rootRule(root, facts, options);
    if (!(rule instanceof FolderRule)) continue;
    looked.push(folder.place);
    if (configuration) configurations.set(folder.name, configuration);
    const labelled =
      names.has(CONFIGURATION_FILE[0]) && rule.home === folder.name
        ? await labelsOf(folder.place, folder.name)
        : undefined;
    if (labelled) labels.set(folder.name, labelled);
    const baseline =
      rule.home === folder.name
        ? await baselineIn(root, folder, options, names.has(CONFIGURATION_FILE[0]))
        : undefined;
    if (baseline) baselines.set(folder.name, baseline);
    const folders: Folder[] = [];
    for (const { isFolder, isLink, ...entry } of entries) {
      const type = isFolder ? undefined : fileTypeOf(entry.own);
      if ((!isFolder && !type) || rule.leavesOut(entry.own, isFolder)) continue;
      if (!type) {
        if (!options.isFlat) folders.push({ ...entry, above: rule });
      } else {
        const { name: file, place, isUtf8 } = entry;
        listed.push({ file, type, place, isUtf8, home: rule.home });
        if (isLink) {
          const target = targetOf(place, root);
          links.push({ link: file, target });
          looked.push(path.dirname(path.resolve(root, target)));
        }
      }
    }
    // The last to wait is the first to be taken.
    for (const below of folders.reverse()) waiting.push(below);
  }
  return { entries: withoutRepeated(listed, links), configurations, labels, baselines, folders: looked };
}

/** The baseline that counts in a root. */
async function baselineIn(
  root: string,
  { name, place }: Pick<Folder, 'name' | 'place'>,
  { baseline = 'none' }: ListOptions,
  hasRecords: boolean,
): Promise<BaselineFile | undefined> {
  if (baseline === 'none') return undefined;
  if (name === '' && baseline !== 'own') return baselineAt(baseline.place, nameFrom(root, baseline.place));
  return hasRecords ? baselineOf(place, name) : undefined;
}

/** An option of this call counts before what is written down for all. */
function withOptions(
  configuration: FolderConfiguration | undefined,
  { useGitignore }: ListOptions,
): FolderConfiguration | undefined {
  return configuration && useGitignore === false ? { ...configuration, useGitignore } : configuration;
}

interface Folder {
  readonly name: string;
  /** Its name in the folder that it is in, and the rule there; the root is in none. */
  readonly own: string;
  readonly above?: FolderRule;
  readonly place: Place;
  readonly isUtf8: boolean;
}

function rootRule(root: string, facts: FolderFacts, options: ListOptions): FolderRule {
  const { exclude = [], useGitignore = true } = options;
  const globs = new ExcludeGlobs([{ by: '--exclude', globs: exclude }]);
  return FolderRule.ofRoot(facts, { globs, useGitignore, ...(useGitignore && repositoryOf(root)) });
}

/** Its entries; their names are in bytes only where one is not UTF-8, for each has to be looked at then. */
function direntsOf(place: Place): Dirent[] {
  const entries = readdirSync(place, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries;
  return readdirSync(place, { withFileTypes: true, encoding: 'buffer' }) as unknown as Dirent[];
}

interface Entry extends Omit<Folder, 'above'> {
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

function entriesOf({ name, place, isUtf8 }: Folder): Entry[] | UnreadableReason {
  try {
    const entries = direntsOf(place).map((entry): Entry => {
      const given = entry.name as Place;
      const own = typeof given === 'string' ? { name: given, isUtf8: true } : nameOf(given);
      return {
        name: name === '' ? own.name : `${name}/${own.name}`,
        own: own.name,
        place: inside(place, given),
        isUtf8: isUtf8 && own.isUtf8,
        isFolder: entry.isDirectory(),
        isLink: entry.isSymbolicLink(),
      };
    });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return reasonOf(error);
  }
}

/** What a link to a file leads to: its path from the root where it is below it, else its own path. */
function targetOf(place: Place, root: string): string {
  try {
    const target = realpathSync(place);
    return stepsInto(realpathSync(root), target)?.join('/') ?? target;
  } catch {
    // It leads nowhere, which is told when it is read.
    return `/${place.toString('latin1')}`;
  }
}

function withoutRepeated(
  listed: readonly (ListedFile | ClosedFolder)[],
  links: readonly FileLink[],
): (ListedFile | ClosedFolder)[] {
  if (links.length === 0) return [...listed];
  const linked = new Set(links.map(({ link }) => link));
  const there = new Set(listed.flatMap(({ file, type }) => (type && !linked.has(file) ? [file] : [])));
  const repeated = repeatedLinks(links, (file) => there.has(file));
  return listed.filter(({ file }) => !repeated.has(file));
}

function nameOf(bytes: Buffer): { name: string; isUtf8: boolean } {
  const name = bytes.toString();
  if (Buffer.from(name).equals(bytes)) return { name, isUtf8: true };
  const shown = Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`,
  );
  return { name: shown.join(''), isUtf8: false };
}

/** The root that a file belongs to, by its path from the one that is listed, whether it is there or not; or why it belongs nowhere. */
export function placeOf(
  root: string,
  file: string,
  { entries, configurations }: Pick<Listing, 'entries' | 'configurations'>,
  options: ListOptions = {},
): LeftOut | { readonly home: string } {
  let place: Place = root;
  const configured = (folder: string, facts: FolderFacts): FolderFacts => ({
    ...facts,
    configuration: configurations.get(folder),
  });
  let rule = rootRule(root, configured('', factsOf(place)), options);
  const names = file.split('/');
  for (const [i, name] of names.entries()) {
    place = inside(place, name);
    const stats = lstatSync(place, { throwIfNoEntry: false });
    const isFolder = stats ? stats.isDirectory() : i < names.length - 1;
    const reason = rule.leavesOut(name, isFolder);
    if (reason) return reason;
    if (stats?.isSymbolicLink()) {
      const target = [targetOf(place, root), ...names.slice(i + 1)].join('/');
      const link = names.slice(0, i + 1).join('/');
      const there = entries.find(
        (one) => one.file === target || (one.type && targetOf(one.place, root) === target),
      );
      return { kind: 'link', link, target: there?.file };
    }
    if (!isFolder) break;
    const facts = stats ? factsOf(place) : { publishes: false };
    const below = rule.enter(name, configured(names.slice(0, i + 1).join('/'), facts));
    if (!(below instanceof FolderRule)) return below;
    rule = below;
  }
  return { home: rule.home };
}
