import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.js';
import type { KeptAssembly } from '../constraints/assembledIndex.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import { KnownNames } from '../scopes/knownNames.js';
import { keptSummary, readFinding, readSummary } from './keptSummary.js';
import { readFields, readFlag, readIfThere, readItems, readKept, readList, readText } from './readValues.js';

/** What was known of a file: a prompt file, or one of a published version, of which there is no summary. */
export interface KeptFile {
  readonly file: string;
  /** The root that it belongs to. */
  readonly home: string;
  /** Equal for equal contents, and for files that cannot be read for the same reason. */
  readonly content: string;
  /** What it looked like from outside when it was read; empty where that says nothing for certain, or is kept elsewhere. */
  readonly stamp: string;
  readonly summary: FileSummary | undefined;
}

/** What was known of the roots of a folder: enough to look at what changed since, and at nothing else. */
export interface FolderState {
  readonly files: readonly KeptFile[];
  /** What the prompts of bundles brought about, by root. */
  readonly assembled: ReadonlyMap<string, readonly KeptAssembly[]>;
  /** What was published, by root, as `publishedText` tells it; of none where that is kept elsewhere. */
  readonly published: ReadonlyMap<string, string>;
}

/** One line of JSON for the bundles, one for what was published, and one for each file. */
export function encodeState({ files, assembled, published }: FolderState): Uint8Array {
  const lines = files.map(({ file, home, content, stamp, summary }) =>
    JSON.stringify([file, home, content, stamp, summary ? keptSummary(summary) : null]),
  );
  return encodeUtf8([JSON.stringify([...assembled]), JSON.stringify([...published]), ...lines].join('\n'));
}

/** What was encoded; `undefined` for anything else. Its names are those of `names`, and no copies. */
export function decodeState(bytes: Uint8Array, names = new KnownNames()): FolderState | undefined {
  return readKept(() => {
    const [first = '', second = '', ...lines] = decodeUtf8(bytes).text.split('\n');
    const roots = readList(JSON.parse(first), (root) => {
      const [home, bundles] = readItems(root);
      return [readText(home), readList(bundles, readAssembly)] as const;
    });
    const published = readList(JSON.parse(second), (root) => {
      const [home, text] = readItems(root);
      return [readText(home), readText(text)] as const;
    });
    const files = lines.map((line): KeptFile => {
      const [name, home, content, stamp, summary] = readItems(JSON.parse(line));
      const file = readText(name);
      return {
        file,
        home: names.keep(readText(home)),
        content: readText(content),
        stamp: readText(stamp),
        summary: readIfThere(summary, (one) => readSummary(one, file, names)),
      };
    });
    return { files, assembled: new Map(roots), published: new Map(published) };
  });
}

function readAssembly(value: unknown): KeptAssembly {
  const field = readFields(value);
  return {
    bundle: readText(field('bundle')),
    found: readList(field('found'), (one) => {
      const [file, findings] = readItems(one);
      return [readText(file), readList(findings, readFinding)] as const;
    }),
    truncated: readFlag(field('truncated')),
    isBlocked: readFlag(field('isBlocked')),
  };
}
