import { ExcludeGlobs } from '../../../../src/language/belonging/excludeGlobs.js';
import { FolderRule, type FolderFacts } from '../../../../src/language/belonging/folderRule.js';
import { folderConfiguration } from '../../../../src/language/configuration/folderConfiguration.js';
import type { LeftOut } from '../../../../src/language/belonging/leftOut.js';

type Texts = Readonly<Record<string, string>>;

/** What leaves out files of a folder in memory. */
export interface MemoryOptions {
  readonly exclude?: readonly string[];
  readonly useGitignore?: boolean;
  /** The root of the files in question, where it is a folder of the repository. */
  readonly root?: string;
}

/** Which of some files, by their paths, belong together by the rule, and why the others do not. */
export function belongingIn(
  texts: Texts,
  { exclude = [], useGitignore = true, root = '' }: MemoryOptions = {},
): {
  readonly files: Texts;
  readonly leftOut: ReadonlyMap<string, LeftOut>;
  readonly homes: ReadonlyMap<string, string>;
} {
  const personal = new ExcludeGlobs([{ by: 'promptBundles.exclude', globs: exclude }]);
  const above = foldersAbove(root).map((folder) => ({
    name: folder.split('/').at(-1) ?? '',
    ignore: texts[join(folder, '.gitignore')],
  }));
  const rule = FolderRule.ofRoot(factsIn(texts, root), {
    globs: new ExcludeGlobs([]),
    personal,
    useGitignore,
    above,
    name: root.split('/').at(-1) ?? '',
    exclude: texts['.git/info/exclude'],
  });
  const files: Record<string, string> = {};
  const leftOut = new Map<string, LeftOut>();
  const homes = new Map<string, string>();
  for (const [path, text] of Object.entries(texts)) {
    const file = root === '' ? path : path.slice(root.length + 1);
    const isSnapshot = /^\.prompt-bundles\/(published\/|(labels|baseline)\.json$)/.test(file);
    if ((!path.startsWith(join(root, '')) || /\.git($|\/|ignore$)/.test(file)) && !isSnapshot) continue;
    const found = isSnapshot ? rule : ruleOf(texts, root, rule, file);
    const reason =
      found instanceof FolderRule
        ? isSnapshot
          ? undefined
          : found.leavesOut(file.split('/').at(-1) ?? '', false)
        : found;
    if (reason) leftOut.set(file, reason);
    else files[file] = text;
    if (!reason && found instanceof FolderRule) homes.set(file, found.home);
  }
  return { files, leftOut, homes };
}

function ruleOf(texts: Texts, root: string, start: FolderRule, file: string): FolderRule | LeftOut {
  let rule = start;
  for (const name of file.split('/').slice(0, -1)) {
    const reason = rule.leavesOut(name, true);
    if (reason) return reason;
    const below = rule.enter(name, factsIn(texts, join(root, join(rule.path, name)), join(rule.path, name)));
    if (!(below instanceof FolderRule)) return below;
    rule = below;
  }
  return rule;
}

/** `below` is the folder's path from the root. */
function factsIn(texts: Texts, folder: string, below = ''): FolderFacts {
  const isThere = (name: string): boolean =>
    Object.keys(texts).some((path) => path.startsWith(join(folder, `${name}/`)));
  const written = texts[join(folder, '.prompt-bundles/config.json')];
  return {
    ignore: texts[join(folder, '.gitignore')],
    git: isThere('.git') ? '' : texts[join(folder, '.git')],
    publishes: isThere('.prompt-bundles/published'),
    configuration: written === undefined ? undefined : folderConfiguration({ text: written, folder: below }),
  };
}

function foldersAbove(folder: string): string[] {
  const names = folder === '' ? [] : folder.split('/');
  return names.map((_name, i) => names.slice(0, i).join('/'));
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
