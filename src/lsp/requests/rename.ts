import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { quote } from '../../core/text/quote.js';
import { prepareRename as startRename, rename, type RenamedFile } from '../../language/index.js';
import { shownText } from '../output.js';
import { askedFile, offsetIn, ownRange, type AskedFile, type Services } from './asked.js';
import { workspaceEdit } from './edits.js';

/** What is to be renamed at a position. Throws, with a reason for the user, where it cannot be. */
export async function prepareRename(
  services: Services,
  params: PrepareRenameParams,
): Promise<{ readonly range: Range; readonly placeholder: string } | null> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return null;
  const start = await startRename(asked.language, asked.file, offsetIn(asked, params.position));
  if (!start) throw refusal('Only the id or the version of a template or a bundle can be renamed.');
  if (start.refused !== undefined) throw refusal(start.refused);
  return { range: ownRange(asked, start.range), placeholder: shownText(start.name) };
}

/** The edits of a rename, in all files and of their names. */
export async function provideRename(services: Services, params: RenameParams): Promise<WorkspaceEdit | null> {
  if (!(await prepareRename(services, params))) return null;
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return null;
  const { root, language } = asked;
  const done = await rename(
    language,
    asked.file,
    offsetIn(asked, params.position),
    params.newName,
    (file) => {
      const type = fileTypeOf(file);
      if (!type) throw new TypeError(`${file} is no prompt file.`);
      return language.rereadAs(file, type, new Map(), language.cache);
    },
  );
  if (!done) throw refusal('The file has changed. Try again.');
  if (done.refused !== undefined) throw refusal(done.refused);
  for (const { file } of done.files) refuseReadOnly(asked, file);
  const changes = done.files.map(({ file, subject, edits }) => ({
    file,
    source: subject.file.source,
    edits,
  }));
  const renamed = services.abilities.renamesFiles
    ? done.files.flatMap((one) => newName(asked, one) ?? [])
    : [];
  return workspaceEdit(services, root, changes, { renamed });
}

/** A new name that no file has yet. */
function newName(
  { root }: AskedFile,
  { file, fileName }: RenamedFile,
): { readonly from: string; readonly to: string } | undefined {
  if (fileName === undefined) return undefined;
  const from = root.placeOf(file);
  const to = path.join(path.dirname(from), fileName);
  return existsSync(from) && !existsSync(to) ? { from, to } : undefined;
}

function refuseReadOnly({ root }: AskedFile, file: string): void {
  const place = root.placeOf(file);
  if (!existsSync(place)) return;
  try {
    accessSync(place, constants.W_OK);
  } catch {
    throw refusal(`${quote(file)} is read-only and would have to change as well.`);
  }
}

/** What a client shows as the reason. */
function refusal(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, shownText(reason));
}
