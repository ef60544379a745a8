import { commands, env, l10n, Range, Uri, window, workspace } from 'vscode';
import type { ReplayOutcome } from '../../core/audit/replay.js';
import type { WrittenRecord } from '../../core/audit/record.js';
import { formatReference } from '../../core/model/reference.js';
import { openDiff, showInStatusBar } from '../output/editors.js';
import type { PromptDocuments } from '../commands/promptDocuments.js';
import type { AuditTree, AuditView } from './auditView.js';
import { isAuditFileName } from '../../core/audit/files.js';
import type { RecordPlace } from './logFiles.js';
import { verdictName } from './nodes.js';
import type { RegistryRenderActions } from './registryRenderActions.js';
import { keyOf, type Replays } from './replays.js';
import { storedIn, type StoredRender } from './storedRender.js';
import { showInformation } from '../output/messages.js';

export interface RecordActionServices {
  readonly tree: AuditTree;
  readonly view: AuditView;
  readonly replays: Replays;
  readonly documents: PromptDocuments;
  readonly ofRegistries: RegistryRenderActions;
}

/** A record of a log. */
export interface FoundRecord {
  readonly place: RecordPlace;
  readonly record: WrittenRecord;
  readonly name: string;
}

/** What can be done with one record: the one that is given, by its row or its place, or the one that is selected. */
export class RecordActions {
  constructor(private readonly services: RecordActionServices) {}

  /** Opens the recorded prompt as a read-only editor. */
  async openPrompt(argument: unknown): Promise<void> {
    const stored = this.#stored(argument);
    if (stored) return this.services.ofRegistries.openPrompt(stored);
    const found = await this.find(argument);
    if (!found) return;
    const recorded = this.#recorded(found);
    if (!recorded) {
      show(l10n.t('Only hashes were recorded of {0}, so there is no prompt to open.', found.name));
      return;
    }
    await window.showTextDocument(await workspace.openTextDocument(recorded), { preview: true });
  }

  /** Renders the record again and tells what came of it; where the prompts differ, side by side. */
  async replay(argument: unknown): Promise<ReplayOutcome | undefined> {
    if (this.#stored(argument)) {
      await this.services.ofRegistries.replay();
      return undefined;
    }
    const found = await this.find(argument);
    if (!found) return undefined;
    const outcome = await this.#replay(found);
    const { name, record } = found;
    if (outcome.verdict === 'identical') {
      showInStatusBar('pass', l10n.t('{0} replays to the same prompt', name), 4);
      return outcome;
    }
    const hasDiff = await this.#openDiff(found, outcome);
    const why = `${outcome.reason} ${hasDiff ? '' : noDiff(record, outcome)}`.trim();
    show(l10n.t('{0}: {1}. {2}', name, verdictName(outcome.verdict), why));
    return outcome;
  }

  /** Opens the recorded prompt beside the replayed one, equal or not. */
  async compare(argument: unknown): Promise<void> {
    const stored = this.#stored(argument);
    if (stored) return this.services.ofRegistries.compare(stored);
    const found = await this.find(argument);
    if (!found) return;
    const outcome = await this.#replay(found);
    const { name, record } = found;
    if (outcome.verdict === 'not-replayable')
      show(l10n.t('{0} cannot be replayed. {1}', name, outcome.reason));
    else if (record.rendered_prompt === null)
      show(l10n.t('{0}: {1}', name, `${outcome.reason} ${noDiff(record, outcome)}`));
    else await this.#openDiff(found, outcome, true);
  }

  async copyHash(argument: unknown): Promise<void> {
    const stored = this.#stored(argument);
    if (stored) return this.services.ofRegistries.copyHash(stored);
    const found = await this.find(argument);
    if (!found) return;
    await env.clipboard.writeText(found.record.prompt_hash);
    showInStatusBar('check', l10n.t('prompt_hash of {0} copied', found.name), 4);
  }

  /** Opens the log at the line. Takes the place of a damaged line as well. */
  async revealLine(argument: unknown): Promise<void> {
    const place = this.#place(argument);
    if (!place) return;
    const at = place.line - 1;
    // Not as a document of the API, which has none of large files.
    await commands.executeCommand('vscode.open', Uri.parse(place.file), {
      selection: new Range(at, 0, at, 0),
      preview: true,
    });
  }

  async #replay({ place, record }: FoundRecord): Promise<ReplayOutcome> {
    const outcome = await this.services.replays.replay(place, record);
    this.services.view.show();
    return outcome;
  }

  /** True when there are two prompts to show. Equal ones are shown where they are asked for. */
  async #openDiff(found: FoundRecord, outcome: ReplayOutcome, evenEqual = false): Promise<boolean> {
    const { place, record, name } = found;
    const recorded = this.#recorded(found);
    if (!recorded || outcome.verdict === 'not-replayable') return false;
    if (outcome.rendered_prompt === record.rendered_prompt && !evenEqual) return false;
    const replayed = this.services.documents.add(
      l10n.t('{0} replayed', name),
      `replayed:${keyOf(place)}`,
      outcome.rendered_prompt,
    );
    const title = l10n.t('{0}: recorded ↔ replayed ({1})', name, verdictName(outcome.verdict));
    await openDiff(recorded, replayed, title, { preview: true });
    return true;
  }

  #recorded({ place, record, name }: FoundRecord): Uri | undefined {
    const { rendered_prompt: prompt } = record;
    if (prompt === null) return undefined;
    return this.services.documents.add(l10n.t('{0} recorded', name), `recorded:${keyOf(place)}`, prompt);
  }

  /** The record that is given, or the one that is selected; says why there is none. */
  async find(argument: unknown): Promise<FoundRecord | undefined> {
    const place = this.#place(argument);
    if (!place) return undefined;
    const record = await this.services.view.record(place);
    if (!record) {
      show(l10n.t('The record is no longer in the log. Refresh the audit log.'));
      return undefined;
    }
    const { bundle_id: id, semver } = record;
    return { place, record, name: formatReference({ id, semver }) };
  }

  /** The render of a registry that is given, or the one that is selected. */
  #stored(argument: unknown): StoredRender | undefined {
    return (
      storedIn(argument) ?? (placeIn(argument) ? undefined : storedIn(this.services.tree.view.selection[0]))
    );
  }

  #place(argument: unknown): RecordPlace | undefined {
    const place = placeIn(argument) ?? placeIn(this.services.tree.view.selection[0]);
    if (!place) show(l10n.t('Select a record in the audit log first.'));
    return place;
  }
}

/** A row of the view, or what a command was called with. */
function placeIn(argument: unknown): RecordPlace | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('place' in argument) return placeIn(argument.place);
  if (!('file' in argument) || !('line' in argument)) return undefined;
  const { file, line } = argument;
  if (typeof file !== 'string' || typeof line !== 'number' || !isAuditFileName(file)) return undefined;
  return { file, line: Math.max(1, Math.floor(line)) };
}

/** Why there is no difference to show. */
function noDiff({ rendered_prompt }: WrittenRecord, outcome: ReplayOutcome): string {
  if (outcome.verdict === 'not-replayable') return '';
  return rendered_prompt === null
    ? l10n.t('Only hashes were recorded, so there is no recorded prompt to compare with.')
    : l10n.t('The prompt itself is the same.');
}

function show(message: string): void {
  void showInformation(message.trim());
}
