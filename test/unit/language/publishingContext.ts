import { nullAuditSink } from '../../../src/core/audit/null.js';
import { CompiledCache } from '../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../src/core/documents/fileKinds.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { createPromptGenerator } from '../../../src/core/promptGenerator.js';
import type { LanguageContext, LanguageFiles } from '../../../src/language/context.js';
import type { Reader } from '../../../src/language/edits/subject.js';
import { scopeSources } from '../../../src/language/scopes/indexSources.js';
import { rereadAs } from '../../../src/language/edits/rereadFile.js';
import { sha256 } from '../../../src/node/sha256.js';
import { PublishingFolder } from './fixes/folder.js';
import { textAndCursor } from './cursor.js';

const cache = new CompiledCache();

/** A folder whose versions can be published, as capabilities see it. */
export function contextOf(folder: PublishingFolder): LanguageContext {
  const { scope } = folder;
  const files: LanguageFiles = {
    read: (file) => Promise.resolve(scope.get(file) && folder.get(file)),
    scopeOf: () => scope,
    scopes: () => new Map([['', scope]]),
  };
  const sources = scopeSources(scope, files);
  const generator = loadHashing(sha256).then((hashing) =>
    createPromptGenerator({
      bundles: sources,
      templates: sources,
      audit: nullAuditSink,
      hashing,
      now: () => new Date(0),
    }),
  );
  return { files, cache, generatorOf: () => generator };
}

/** Reads texts as a file of the folder. */
export function reader(file: string): Reader {
  const type = fileTypeOf(file);
  if (!type) throw new Error(`${file} is none of ours.`);
  return rereadAs(file, type, new Map(), cache);
}

/** Files, one of which has the cursor. */
export interface MarkedFolder {
  readonly folder: PublishingFolder;
  readonly context: LanguageContext;
  readonly file: string;
  readonly offset: number;
}

/** A folder of files, one of which has the mark of the cursor in its text. */
export function markedFolder(files: Readonly<Record<string, string>>): MarkedFolder {
  let place: { file: string; offset: number } | undefined;
  const texts = Object.entries(files).map(([file, marked]) => {
    if (!marked.includes('‸')) return [file, marked] as const;
    const { text, offset } = textAndCursor(marked);
    place = { file, offset };
    return [file, text] as const;
  });
  if (!place) throw new Error('No file has the cursor.');
  const folder = new PublishingFolder(Object.fromEntries(texts));
  return { folder, context: contextOf(folder), ...place };
}

/** What stands in a range of a file. */
export function slice(folder: PublishingFolder, file: string, range: { start: number; end: number }): string {
  const published = folder.scope.published.get(file)?.source.text;
  return (published ?? folder.text(file)).slice(range.start, range.end);
}
