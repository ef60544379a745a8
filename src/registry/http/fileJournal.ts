import { unlink } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Reference } from '../../core/model/reference.js';
import { formatReference } from '../../core/model/reference.js';
import { snapshotFileName } from '../../core/published/snapshotName.js';
import { failureText } from '../../core/text/failureText.js';
import { excerpt } from '../../core/text/quote.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { createFile } from '../../node/createFile.js';
import { readRegularFileSync } from '../../node/readBounded.js';
import { sha256 } from '../../node/sha256.js';
import { RegistryError } from '../registryError.js';
import type { JournalEntry, PublishJournal } from './journal.js';

/** Folder of the journals, from the root, step by step. */
const JOURNAL_FOLDER = ['.prompt-bundles', 'registry'] as const;
/** An entry has an id, two hashes and a version; no more of a file is read. */
const MAX_ENTRY_BYTES = 16 * 1024;

/**
 * A journal as files below a root, one for each template version in a folder for each service, so that branches merge and
 * a crash leaves an entry in full or not at all. The files hold no secret: `url` must have none. `newId` names temporary
 * files.
 */
export function fileJournal(root: string, url: string, newId: () => string): PublishJournal {
  const { host, pathname } = new URL(url);
  const folder = path.join(root, ...JOURNAL_FOLDER, encodeURIComponent(host + pathname.replace(/\/+$/, '')));
  const fileOf = (template: Reference): string => path.join(folder, snapshotFileName(template, { sha256 }));
  return {
    find: (template) => Promise.resolve(readEntry(fileOf(template), template)),
    async keep(entry) {
      const file = fileOf(entry.reference);
      const creation = await createFile(root, file, entryText(entry), newId()).catch(notKept);
      if (creation === 'different')
        throw new RegistryError(
          'conflict',
          l10n.t(
            '{0} was published by another at the same time, as the journal says.',
            excerpt(formatReference(entry.reference)),
          ),
        );
    },
    async forget(template) {
      await unlink(fileOf(template)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') notKept(error);
      });
    },
  };
}

function notKept(error: unknown): never {
  throw new RegistryError('no-journal', l10n.t('The journal could not be written: {0}', failureText(error)));
}

function entryText({ reference, template_hash, uuid }: JournalEntry): string {
  const entry = { semver: reference.semver, template_hash, template_id: reference.id, uuid };
  return `${JSON.stringify(entry, undefined, 2)}\n`;
}

/** What is damaged, or of another version, is as good as none: then the service is asked. */
function readEntry(file: string, reference: Reference): JournalEntry | undefined {
  try {
    const { bytes } = readRegularFileSync(file, MAX_ENTRY_BYTES);
    const text = bytes && decodeUtf8(bytes).text;
    const entry = JSON.parse(text ?? 'null') as Readonly<Record<string, unknown>> | null;
    if (entry?.['template_id'] !== reference.id || entry['semver'] !== reference.semver) return undefined;
    const { template_hash, uuid } = entry;
    return typeof template_hash === 'string' && typeof uuid === 'string'
      ? { reference, template_hash, uuid }
      : undefined;
  } catch {
    return undefined;
  }
}
