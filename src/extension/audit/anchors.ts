import { FileType, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  anchorText,
  MAX_ANCHOR_BYTES,
  readAnchor,
  tooLargeText,
  type Anchor,
} from '../../core/audit/anchor.js';
import {
  amount,
  anchorSentence,
  anchorSummary,
  verifyFolder,
  type AnchorSummary,
  type FolderReport,
} from '../../core/audit/verifyFolder.js';
import type { Hashing } from '../../core/hashing.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { AuditFolders } from './auditFolder.js';
import { fileName } from '../workspace/fileName.js';
import type { Platform } from '../workspace/platform.js';
import { showError, showInformation } from '../output/messages.js';
import type { AuditView } from './auditView.js';
import { toProblem } from './integrity.js';
import { logsOf } from './logFiles.js';
import { showDamage } from './showDamage.js';

/** Where an anchor is kept if nobody says otherwise: beside what git keeps. */
const ANCHOR_FILE = 'audit-anchor.json';
const FILTERS = { JSON: ['json'] };

/** Anchors of the logs of one workspace folder (spec, section 7). Each takes the file's URI to skip the dialog. */
export class Anchors {
  constructor(
    private readonly view: AuditView,
    private readonly platform: Pick<Platform, 'readChunks'>,
    private readonly folders: AuditFolders,
    private readonly hashing: () => Promise<Hashing>,
  ) {}

  /** Holds the logs against an anchor, and shows what is not as it has them. */
  async verify(argument: unknown): Promise<AnchorSummary | undefined> {
    const folder = await chooseFolder(argument);
    const file = folder && (argument instanceof Uri ? argument : await chooseAnchor(folder));
    if (!file) return undefined;
    const { anchor, problem } = await readStored(file);
    if (!anchor) {
      void showError(l10n.t('{0} cannot be used as an anchor. {1}', fileName(file), problem ?? ''));
      return undefined;
    }
    await this.view.refreshAll();
    await this.view.verify();
    const report = await this.#verifyAll(folder, anchor);
    this.view.setUnanchored(report.unanchored.map(toProblem));
    const summary = anchorSummary(anchor, report);
    const said = anchorSentence(fileName(file), summary);
    if (summary.intact === summary.logs) void showInformation(said);
    else void showDamage(said);
    return summary;
  }

  /** Writes how far each log is, unless one is damaged. A file that is no anchor, or has the logs otherwise, is kept. */
  async save(argument: unknown): Promise<Anchor | undefined> {
    const folder = await chooseFolder(argument);
    const file = folder && (argument instanceof Uri ? argument : await chooseTarget(folder));
    if (!file) return undefined;
    const before = await readStored(file);
    if (before.problem !== undefined && !before.isMissing) {
      void showError(
        l10n.t(
          '{0} already exists and was not replaced. {1} Choose another file.',
          fileName(file),
          before.problem,
        ),
      );
      return undefined;
    }
    const report = await this.#verifyAll(folder, before.anchor);
    if (report.broken.length > 0) {
      await this.view.verify();
      void showDamage(l10n.t('No anchor was saved: a log is damaged. The audit log lists each line.'));
      return undefined;
    }
    if (report.unanchored.length > 0) {
      this.view.setUnanchored(report.unanchored.map(toProblem));
      void showDamage(
        l10n.t(
          'The logs do not match {0}, so it was not replaced. Delete it first to anchor the logs as they are now.',
          fileName(file),
        ),
      );
      return undefined;
    }
    const anchor = { logs: report.logs.map(({ end }) => end) };
    await workspace.fs.writeFile(file, encodeUtf8(anchorText(anchor)));
    void showInformation(
      l10n.t('Anchored {0} in {1}. Commit it, or sign it.', amount(anchorSummary(anchor)), fileName(file)),
      l10n.t('Show Anchor'),
    ).then((answer) => {
      if (answer) void window.showTextDocument(file);
    });
    return anchor;
  }

  /** What is not as it was anchored goes by its URI. */
  async #verifyAll(folder: Uri, anchor: Anchor | undefined): Promise<FolderReport> {
    const location = ProgressLocation.Notification;
    const hashing = await this.hashing();
    return window.withProgress({ location, title: l10n.t('Verifying the audit log') }, async () => {
      const { logs } = await this.folders.find(folder);
      const names = (await logsOf(folder, this.folders)).map(({ uri }) => fileName(uri));
      const uriOf = (name: string): Uri => Uri.joinPath(logs, name);
      const read = (name: string): AsyncIterable<Uint8Array> => this.platform.readChunks(uriOf(name));
      const report = await verifyFolder(names, read, hashing, anchor);
      const unanchored = report.unanchored.map((place) => ({ ...place, file: uriOf(place.file).toString() }));
      return { ...report, unanchored };
    });
  }
}

/** The workspace folder of a file, or the one that is chosen. */
async function chooseFolder(argument: unknown): Promise<Uri | undefined> {
  const own = argument instanceof Uri ? workspace.getWorkspaceFolder(argument) : undefined;
  const folders = workspace.workspaceFolders ?? [];
  if (own || folders.length < 2) return (own ?? folders[0])?.uri;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Folder of the audit log') }))?.uri;
}

async function chooseAnchor(folder: Uri): Promise<Uri | undefined> {
  const defaultUri = Uri.joinPath(folder, ANCHOR_FILE);
  const chosen = await window.showOpenDialog({
    defaultUri,
    filters: FILTERS,
    openLabel: l10n.t('Verify'),
    title: l10n.t('Verify the audit log against an anchor'),
  });
  return chosen?.[0];
}

function chooseTarget(folder: Uri): Thenable<Uri | undefined> {
  const defaultUri = Uri.joinPath(folder, ANCHOR_FILE);
  return window.showSaveDialog({
    defaultUri,
    filters: FILTERS,
    saveLabel: l10n.t('Save'),
    title: l10n.t('Save an anchor of the audit log'),
  });
}

interface StoredAnchor {
  readonly anchor?: Anchor | undefined;
  readonly problem?: string | undefined;
  readonly isMissing?: boolean;
}

async function readStored(file: Uri): Promise<StoredAnchor> {
  const stat = await workspace.fs.stat(file).then(
    (found) => found,
    () => undefined,
  );
  if (!stat) return { problem: l10n.t('There is no such file.'), isMissing: true };
  if (stat.type !== FileType.File) return { problem: l10n.t('It is not a regular file.') };
  if (stat.size > MAX_ANCHOR_BYTES) return { problem: tooLargeText() };
  return readAnchor(await workspace.fs.readFile(file));
}
