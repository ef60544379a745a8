import { l10n, Uri, workspace } from 'vscode';
import type { GivenRecord } from '../../core/documents/recordFile.js';
import { counted } from '../../core/text/quote.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { importGiven, type Imported } from '../../language/index.js';
import { chooseFolder, type Target } from '../create/chooseFolder.js';
import { showNewFile } from '../create/writeFiles.js';
import { showError } from '../output/messages.js';
import { fileName } from '../workspace/fileName.js';
import { readWithin, shownRecord } from '../workspace/readWithin.js';
import { isGone, shownDocument } from '../workspace/shownDocument.js';
import { chooseSources } from './chooseSources.js';
import { importReport } from './importReport.js';
import type { ImportServices } from './services.js';
import { mapVariables, type Mapping } from './mapVariables.js';
import { writeImported, type Outcome } from './writeImported.js';

/** A file of another tool, as its editor shows it, else as it is stored. */
interface Source {
  readonly uri: Uri;
  readonly given: GivenRecord;
}

/**
 * Writes prompts of other tools as bundles, beside those of their folder, and overwrites nothing; shows the first of them, and
 * beside it what became of each file, place by place.
 */
export async function importPrompts(
  services: ImportServices,
  argument: unknown,
  selected: unknown,
): Promise<void> {
  const uris = await chooseSources(argument, selected);
  const [first] = uris;
  if (!first) return;
  const target = await targetOf(services, first);
  if (!target) return;
  const sources = await Promise.all(uris.map((uri) => read(services, uri)));
  const mapped = await mapVariables(sources.map((source) => importOne(source, new Map())));
  if (!mapped) return;
  const outcomes: Outcome[] = [];
  for (const source of sources)
    for (const outcome of await writeImported(services, target, source.uri, importOne(source, mapped)))
      outcomes.push(outcome);
  const written = outcomes.flatMap(({ files }) => files)[0];
  if (written) await showNewFile(services, written);
  else
    void showError(
      sources.length === 1
        ? l10n.t('{0} was not imported. The report says why.', fileName(first))
        : l10n.t('No file was imported. The report says why.'),
    );
  await services.reports.show(
    sources.length === 1
      ? l10n.t('Import of {0}', fileName(first))
      : l10n.t('Import of {0} files', counted(sources.length)),
    importReport(outcomes),
  );
}

function importOne({ uri, given }: Source, mapped: Mapping): Imported {
  return importGiven(fileName(uri), given, { mapped });
}

/** The root that a file of the workspace lies in; for another, the workspace folder, or the one of several that the user picks. */
async function targetOf(services: ImportServices, source: Uri): Promise<Target | undefined> {
  const { files } = services;
  if (!workspace.getWorkspaceFolder(source)) {
    const target = await chooseFolder(services, undefined);
    return target && { ...target, isChosen: false };
  }
  await files.settled();
  return {
    folder: Uri.parse(files.scopeKey(source)),
    isChosen: false,
    scope: files.scopeOf(source.toString()),
  };
}

async function read({ files }: ImportServices, uri: Uri): Promise<Source> {
  const limit = files.maxFileBytes(uri);
  const document = shownDocument(uri);
  if (document && !(await isGone(document))) return { uri, given: shownRecord(document, limit) };
  const stored = await readWithin(uri, limit);
  if (!stored)
    return {
      uri,
      given: {
        kind: 'failed',
        message: l10n.t({
          message: 'it does not exist',
          comment: ['Why a file cannot be read, after a colon'],
        }),
      },
    };
  return { uri, given: stored.reason ?? decodeUtf8(stored.bytes) };
}
