import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { CompiledCache } from '../core/constraints/index.js';
import { fileTypeOf, KINDS_IN_ORDER, SKIPPED_FOLDERS, type FileType } from '../core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../core/documents/promptFile.js';
import type { SourceText } from '../core/text/sourceText.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { summarise } from '../language/fileSummary.js';
import type { PromptFileReader } from '../language/indexSources.js';
import { allSnapshotFindings } from '../language/publishedFindings.js';
import { ScopeIndex } from '../language/scopeIndex.js';
import type { FoundIn } from '../language/foundIn.js';
import { readPublished } from './publishedFolder.js';

/** The files of ours below a folder and its published versions, read once. Files go by their path from the root, with `/` between. */
export class PromptFolder implements PromptFileReader {
  readonly scope = new ScopeIndex();
  /** Compiled constraints of the files. */
  readonly cache = new CompiledCache();
  readonly #files = new Map<string, PromptFile>();

  constructor(readonly root: string) {
    const files = [...filesBelow(root, '')].map((file) => ({ file, type: fileTypeOf(file) }));
    // Each kind speaks of those before it: so none has to be looked at again.
    for (const kind of KINDS_IN_ORDER)
      for (const { file, type } of files)
        if (type?.kind === kind) this.add(file, readPromptFile(path.join(root, file), type));
    for (const snapshot of readPublished(root)) this.scope.updateSnapshot(snapshot);
  }

  get(file: string): PromptFile | undefined {
    return this.#files.get(file);
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.get(file));
  }

  /** The text of a file, or of a published version. */
  sourceOf(file: string): SourceText | undefined {
    return (this.#files.get(file) ?? this.scope.published.get(file))?.source;
  }

  /** What is wrong with the published versions themselves. */
  snapshotFindings(): FoundIn[] {
    return allSnapshotFindings(this.scope.published);
  }

  /** Takes in a file under a name of its own. */
  add(file: string, parsed: PromptFile): void {
    this.#files.set(file, parsed);
    this.scope.update(summarise(file, parsed, this.cache));
  }
}

/** Reads one file as the kind it is said to be. Throws what the file system throws. */
export function readPromptFile(file: string, type: FileType): PromptFile {
  return parsePromptFile(type, decodeUtf8(readFileSync(file)));
}

function* filesBelow(root: string, folder: string): Generator<string> {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true }).sort(byName);
  for (const entry of entries) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) yield* filesBelow(root, name);
    else if (entry.isFile()) yield name;
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
