import { l10n, Uri } from 'vscode';
import { readCanonicalInput } from '../../core/audit/replay.js';
import type { Selection } from '../../preview/protocol.js';
import { showInformation } from '../output/messages.js';
import { draftOf } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { filesOfVersion } from '../../language/index.js';
import type { RecordActions } from './recordActions.js';

export interface UseInputServices {
  readonly files: Pick<PromptWorkspace, 'settled' | 'scopeOf' | 'scopeKey'>;
  readonly drafts: InputDrafts;
  readonly records: Pick<RecordActions, 'find'>;
  readonly show: (selection: Selection) => Promise<void>;
}

/** How many digits of a hash tell records apart for people. */
const DIGITS = 8;

/** Previews the bundle of a record with the input that was recorded, as an edited input that can be saved as a file. */
export async function useRecordedInput(
  { files, drafts, records, show }: UseInputServices,
  argument: unknown,
): Promise<void> {
  const found = await records.find(argument);
  if (!found) return;
  const { place, record, name } = found;
  const input = record.input === null ? undefined : readCanonicalInput(record.input);
  if (!input) {
    void showInformation(l10n.t('Only hashes were recorded of {0}, so there is no input to use.', name));
    return;
  }
  await files.settled();
  const scope = files.scopeOf(place.file);
  const [bundle] = filesOfVersion(scope, { id: record.bundle_id, semver: record.semver });
  if (bundle === undefined) {
    void showInformation(
      l10n.t('{0} is in no file and not published here, so there is nothing to preview.', name),
    );
    return;
  }
  const folder = files.scopeKey(Uri.parse(bundle));
  const file = `recorded-${record.personality_hash.slice(0, DIGITS)}.prompt-input.yaml`;
  const draft = draftOf(Uri.joinPath(Uri.parse(folder), file).toString());
  await drafts.discard(folder, draft);
  await drafts.edit(folder, draft, input, {});
  await show({ bundle, input: draft, model: '' });
}
