import { EventEmitter, Uri, workspace, type Disposable } from 'vscode';
import type { InputFile, parsePromptFile } from '../../core/documents/promptFile.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { changesBelonging } from '../belonging/belongingChanges.js';
import { openGit, type GitApi, type GitRepository } from './gitApi.js';
import {
  commitAt,
  commitsOf,
  commitsOfFile,
  filesOf,
  inGitOrder,
  readAt,
  readRevision,
  type GitRevision,
  type HistoryRequest,
  type Revisions,
} from './gitRevisions.js';

interface Known {
  /** What it was read of: the revision in front and the files. */
  readonly state: string;
  read: Revisions | undefined;
  /** Settles when they are read. */
  reading: Promise<void>;
}

/** The git revisions of bundles, read in the background and kept until a commit or other files make them old. */
export class GitHistory implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #known = new Map<string, Known>();
  /** Revisions that were asked for by their hash, and are none of those that touched the bundle. */
  readonly #single = new Map<string, Promise<GitRevision | undefined>>();
  readonly #watched = new WeakSet<GitRepository>();
  readonly #subscriptions: { dispose(): unknown }[] = [
    this.#changed,
    workspace.onDidGrantWorkspaceTrust(() => {
      this.#opening = undefined;
      this.#changed.fire();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!changesBelonging(event)) return;
      this.#known.clear();
      this.#single.clear();
      this.#changed.fire();
    }),
  ];
  #opening: Promise<GitApi | undefined> | undefined;

  /** Fires when there may be other revisions than before, or when some were read. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly parse: typeof parsePromptFile,
  ) {}

  /** The revisions, oldest first, as far as they are read by now; `undefined` at first. Starts to read them. */
  known(folder: string, bundleId: string): Revisions | undefined {
    const before = this.#known.get(keyOf(folder, bundleId))?.read;
    this.#refresh(folder, bundleId).catch(() => undefined); // told by having none
    return before;
  }

  /** Those revisions and the ones that touched an input, oldest first, once they are read; none where there is no git. */
  async read(folder: string, bundleId: string, input: string): Promise<readonly GitRevision[]> {
    await this.#refresh(folder, bundleId).catch(() => undefined); // told by having none
    const ofBundle = this.#known.get(keyOf(folder, bundleId))?.read?.revisions ?? [];
    const request = await this.#request(folder, bundleId);
    const commits = request ? await commitsOfFile(request, input) : [];
    const further: GitRevision[] = [];
    for (const { hash } of commits) {
      if (ofBundle.some((revision) => revision.hash === hash)) continue;
      const revision = await this.revision(folder, bundleId, hash);
      if (revision) further.push(revision);
    }
    if (!request || further.length === 0) return ofBundle;
    return [...(await inGitOrder(request, [...ofBundle, ...further]))].reverse();
  }

  /** An input as a revision has it. */
  async inputAt(
    folder: string,
    bundleId: string,
    hash: string,
    input: string,
  ): Promise<InputFile | undefined> {
    const request = await this.#request(folder, bundleId);
    const file = request && (await readAt(request, hash, Uri.parse(input)));
    return file?.kind === 'input' ? file : undefined;
  }

  /** A revision by its hash; `undefined` where git does not have it. */
  async revision(folder: string, bundleId: string, hash: string): Promise<GitRevision | undefined> {
    const known = this.#known.get(keyOf(folder, bundleId))?.read;
    const found = known?.revisions.find((revision) => revision.hash === hash);
    if (found) return found;
    const key = `${keyOf(folder, bundleId)}\n${hash}`;
    const single = this.#single.get(key) ?? this.#readSingle(folder, bundleId, hash);
    this.#single.set(key, single);
    const read = await single.catch(() => undefined);
    // Git may not be open yet, or not be trusted: the next one who asks tries again.
    if (!read) this.#single.delete(key);
    return read;
  }

  /** The commit that is checked out; `undefined` where there is none. */
  async head(folder: string, bundleId: string): Promise<string | undefined> {
    return (await this.#request(folder, bundleId))?.repository.state.HEAD?.commit;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #refresh(folder: string, bundleId: string): Promise<void> {
    const key = keyOf(folder, bundleId);
    const request = await this.#request(folder, bundleId);
    const state = request
      ? [request.repository.state.HEAD?.commit, ...filesOf(request.scope, bundleId)].join('\n')
      : '';
    const before = this.#known.get(key);
    if (before?.state === state) return before.reading;
    const known: Known = { state, read: before?.read, reading: Promise.resolve() };
    this.#known.set(key, known);
    known.reading = this.#readInto(known, request, before?.read?.revisions ?? []);
    await known.reading;
  }

  async #readInto(
    known: Known,
    request: HistoryRequest | undefined,
    before: readonly GitRevision[],
  ): Promise<void> {
    const read = request && this.#read(request, before).catch(() => undefined);
    known.read = (await read) ?? { revisions: [], isCut: false };
    this.#changed.fire();
  }

  /** Revisions that are read already are not read again: they never change. */
  async #read(request: HistoryRequest, before: readonly GitRevision[]): Promise<Revisions> {
    const revisions: GitRevision[] = [];
    const { commits, isCut } = await commitsOf(request);
    for (const commit of [...commits].reverse())
      revisions.push(
        before.find(({ hash }) => hash === commit.hash) ?? (await readRevision(request, commit)),
      );
    return { revisions, isCut };
  }

  async #readSingle(folder: string, bundleId: string, hash: string): Promise<GitRevision | undefined> {
    const request = await this.#request(folder, bundleId);
    const commit = request && (await commitAt(request, hash));
    return request && commit && readRevision(request, commit);
  }

  async #request(folder: string, bundleId: string): Promise<HistoryRequest | undefined> {
    this.#opening ??= this.#open();
    const git = await this.#opening;
    const uri = Uri.parse(folder);
    const scope = this.files.scopeOf(Uri.joinPath(uri, '-').toString());
    // A folder may hold repositories, and may lie in one: that of the bundle's own file counts.
    const [file] = filesOf(scope, bundleId);
    const place = file === undefined ? uri : Uri.parse(file);
    const repository = place.scheme === 'file' ? git?.getRepository(place) : undefined;
    if (!git || !repository) return undefined;
    this.#watch(repository);
    return {
      git,
      repository,
      folder: uri,
      scope,
      bundleId,
      parse: this.parse,
      maxFileBytes: (file) => this.files.maxFileBytes(file),
    };
  }

  async #open(): Promise<GitApi | undefined> {
    const git = await openGit();
    if (git) {
      const fire = (): void => {
        this.#changed.fire();
      };
      this.#subscriptions.push(git.onDidChangeState(fire), git.onDidOpenRepository(fire));
    }
    return git;
  }

  #watch(repository: GitRepository): void {
    if (this.#watched.has(repository)) return;
    this.#watched.add(repository);
    let head = repository.state.HEAD?.commit;
    this.#subscriptions.push(
      repository.state.onDidChange(() => {
        const commit = repository.state.HEAD?.commit;
        if (commit === head) return;
        head = commit;
        this.#changed.fire();
      }),
    );
  }
}

function keyOf(folder: string, bundleId: string): string {
  return `${folder}\n${bundleId}`;
}
