import path from 'node:path';
import { AgentError, cutText } from '../../agents/index.js';
import { fileTypeOf, type FileSyntax } from '../../core/documents/fileKinds.js';
import { unreadableFinding } from '../../core/documents/unreadableFile.js';
import { formatReference } from '../../core/model/reference.js';
import { counted, excerpt } from '../../core/text/quote.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import type { Served, ServedResource } from '../../mcp/index.js';
import { readBounded } from '../../node/readBounded.js';
import type { ServedFile, ServedFolder } from './servedFolder.js';

/** The most characters of a file in one answer. */
const MAX_CHARACTERS = 200_000;

const MIME: Readonly<Record<FileSyntax, string>> = {
  json: 'application/json',
  markdown: 'text/markdown',
  yaml: 'application/yaml',
};

/** Where a piece of a resource begins, at the end of its URI. */
const FROM = /#from=(\d{1,9})$/;

/** The prompt files and published versions of a folder as resources. Nothing else below it can be read. */
export function servedResources(folder: ServedFolder): Pick<Served, 'resources' | 'read' | 'has'> {
  return {
    resources: async () => {
      const all = [...(await folder.state()).stamps];
      return {
        length: all.length,
        slice: (from, to) => Promise.resolve(all.slice(from, to).map(([uri, file]) => resourceOf(uri, file))),
      };
    },
    has: async (uri) => (await folder.state()).stamps.has(uri),
    read: async (asked) => {
      const uri = asked.replace(FROM, '');
      const from = Number(FROM.exec(asked)?.[1] ?? 0);
      const served = (await folder.state()).stamps.get(uri);
      if (!served) return undefined;
      const { text, total, end } = cutText(textOf(folder.root, served), from, MAX_CHARACTERS);
      const whole = { uri: asked, mimeType: mimeTypeOf(served), text };
      if (end >= total) return [whole];
      const next = `${uri}#from=${end}`;
      const note = `Characters ${counted(from + 1)} to ${counted(end)} of ${counted(total)}. Read ${next} for the next.`;
      return [whole, { uri: next, mimeType: 'text/plain', text: note }];
    },
  };
}

function resourceOf(uri: string, served: ServedFile): ServedResource {
  const { file, root } = served;
  const { scope } = root.folder;
  const summary = scope.get(file);
  const published = scope.published.get(file)?.identity;
  const identity = summary?.identity?.name ?? published;
  const kind = summary ? summary.kind : 'published version';
  const version = identity ? excerpt(formatReference(identity)) : '';
  return {
    uri,
    name: excerpt(file, 400),
    title: version === '' ? excerpt(file, 400) : version,
    description:
      version === '' ? `A prompt ${kind}.` : `The ${published ? '' : 'prompt '}${kind} ${version}.`,
    mimeType: mimeTypeOf(served),
  };
}

function mimeTypeOf({ file }: ServedFile): string {
  return MIME[fileTypeOf(file)?.syntax ?? 'json'];
}

/** The text of a file as it is stored now. Throws an `AgentError` where it cannot be read. */
function textOf(root: string, { file, root: { folder } }: ServedFile): string {
  const { bytes, reason } = readBounded(path.join(root, file), folder.maxFileBytes);
  if (reason) throw new AgentError(`${excerpt(file)}: ${unreadableFinding(reason).message}`);
  const { text, invalidAt } = decodeUtf8(bytes);
  if (invalidAt === undefined) return text;
  throw new AgentError(`${excerpt(file)} is not UTF-8, so it cannot be given as text. Save it as UTF-8.`);
}
