import path from 'node:path';
import { l10n, Uri } from 'vscode';
import { KeptRevisions, type FileHistory } from '../../language/index.js';
import { GitHistory } from '../../node/git/gitHistory.js';
import { readGitHead, type GitHead } from '../../node/git/gitProgram.js';
import type { FileHistories, HistoryOptions, SeenHistories } from '../workspace/fileHistories.js';

interface SeenRepository extends GitHead {
  readonly kept: KeptRevisions;
}

/** What git knows of files on the disk: each in the repository of its folder. Revisions are kept as long as a commit is checked out. */
export class GitHistories implements FileHistories {
  #repositories: ReadonlyMap<string, SeenRepository> = new Map();

  constructor(private readonly options: HistoryOptions) {}

  async look(files: readonly string[]): Promise<SeenHistories> {
    const program = await this.options.program();
    const found = await headsOf(program, files);
    const repositories = new Map<string, SeenRepository>();
    for (const head of found.values())
      if (typeof head !== 'string')
        repositories.set(
          keyOf(head),
          this.#repositories.get(keyOf(head)) ?? { ...head, kept: new KeptRevisions() },
        );
    this.#repositories = new Map([...this.#repositories, ...repositories]);
    for (const [key, { top, head }] of this.#repositories)
      if ([...repositories.values()].some((now) => now.top === top && now.head !== head)) this.#without(key);
    const histories = new Map<string, { readonly git: GitHistory; readonly history: FileHistory }>();
    for (const [key, { top, kept }] of repositories) {
      const git = new GitHistory(
        { program, folder: top },
        (file) => Uri.parse(file).fsPath,
        this.options.maxFileBytes,
      );
      histories.set(key, { git, history: kept.before(git) });
    }
    const headOf = (file: string): GitHead | undefined => {
      const head = found.get(folderOf(file) ?? '');
      return typeof head === 'string' ? undefined : head;
    };
    const historyOf = (file: string): FileHistory | undefined => {
      const head = headOf(file);
      return head && histories.get(keyOf(head))?.history;
    };
    return {
      state: [...repositories.keys()].sort().join('\n'),
      note: noteOf([...found.values()]),
      history:
        histories.size === 0
          ? undefined
          : {
              covers: (file) => historyOf(file) !== undefined,
              revisions: (file) => historyOf(file)?.revisions(file) ?? nothing(),
            },
      uriAt: (file, name) => {
        const head = headOf(file);
        return head && Uri.file(path.join(head.top, name));
      },
      dispose: () => {
        for (const { git } of histories.values()) git.dispose();
      },
    };
  }

  #without(key: string): void {
    this.#repositories = new Map([...this.#repositories].filter(([other]) => other !== key));
  }
}

/** The repository of each folder with files on the disk, or why it is in none. */
async function headsOf(
  program: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, GitHead | string>> {
  const folders = new Set(files.flatMap((file) => folderOf(file) ?? []));
  return new Map(
    await Promise.all(
      Array.from(folders, async (folder) => [folder, await readGitHead({ program, folder })] as const),
    ),
  );
}

/** The folder of a file on the disk; `undefined` for what is elsewhere. */
function folderOf(file: string): string | undefined {
  const uri = Uri.parse(file);
  return uri.scheme === 'file' ? path.dirname(uri.fsPath) : undefined;
}

function noteOf(heads: readonly (GitHead | string)[]): string {
  const [first] = heads;
  if (first === undefined) return l10n.t('The files are not on this disk.');
  if (heads.every((head) => typeof head === 'string')) return first as string;
  return heads.some((head) => typeof head !== 'string' && head.isShallow)
    ? l10n.t('The clone is shallow: what is older than its first commit is told as changed by that.')
    : '';
}

function keyOf({ top, head }: GitHead): string {
  return `${top}\n${head}`;
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing is known of it.
}
