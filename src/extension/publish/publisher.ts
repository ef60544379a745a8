import { l10n, Uri, window, workspace, type Disposable } from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference } from '../../core/model/reference.js';
import { noteFileName } from '../../core/published/changeNote.js';
import type { Creation } from '../../core/published/creation.js';
import { disputedTemplate } from '../../core/published/planPublication.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import type { Render } from '../../core/promptGenerator.js';
import { failureText } from '../../core/text/failureText.js';
import type { AuditLog } from '../audit/auditLog.js';
import type { BaseServices } from '../activation/baseServices.js';
import type { GitRepository } from '../compare/gitApi.js';
import { askForNote, keepNote } from './changeNote.js';
import { prepareVersion } from './prepareVersion.js';
import { askToPublish, type Proposal } from './question.js';
import { SnapshotDocuments } from './snapshotDocuments.js';
import { repositoryOf, stageFiles } from './stageSnapshot.js';
import { showError, showInformation } from '../output/messages.js';
import { logError } from '../output/log.js';
import { isTrusted } from '../workspace/trust.js';

type Services = Pick<BaseServices, 'files' | 'language' | 'platform' | 'log'>;

/** A version as it would be published now. */
interface Prepared extends Proposal {
  readonly render: Render;
}

/** Publishes bundle versions as the editors show them, after the author has seen what is frozen. */
export class Publisher implements Disposable {
  readonly #documents = new SnapshotDocuments();

  constructor(
    private readonly services: Services,
    private readonly auditLog: AuditLog,
  ) {}

  /** Publishes the version that a bundle file says it is. Whatever keeps it from that is told. */
  async publish(bundle: Uri): Promise<void> {
    if (!isTrusted(l10n.t('Versions can be published only in a trusted workspace.'))) return;
    // What was agreed to; planned anew after each question, since the author may go on typing meanwhile.
    let agreed: string | undefined;
    let note: string | undefined;
    for (;;) {
      const prepared = await this.#prepare(bundle);
      if (!prepared) return;
      const root = Uri.parse(this.services.files.scopeKey(bundle));
      if (prepared.plan.text === agreed) {
        await this.#write(root, prepared, note);
        return;
      }
      const agreement = await askToPublish(prepared, this.#documents);
      if (!agreement) return;
      agreed = prepared.plan.text;
      note = agreement.note;
    }
  }

  dispose(): void {
    this.#documents.dispose();
  }

  /** The plan for a new version; `undefined`, and the author is told why, when there is nothing to write. */
  async #prepare(bundle: Uri): Promise<Prepared | undefined> {
    const prepared = await prepareVersion(this.services, bundle);
    if (!prepared) return undefined;
    const { reference, scope, publication, unsaved, warnings } = prepared;
    const { plan, render } = publication;
    if (plan.kind === 'new') return { plan, render, scope, unsaved, warnings };
    showPublished(alreadyPublished(formatReference(reference)), plan.file);
    return undefined;
  }

  async #write(folder: Uri, { plan, render }: Prepared, note: string | undefined): Promise<void> {
    const { files, platform, log } = this.services;
    const version = bundleReference(plan.snapshot.bundle);
    const name = formatReference(version);
    const snapshot = Uri.joinPath(folder, ...PUBLISHED_FOLDER, plan.name);
    let creation: Creation;
    try {
      creation = await platform.createFile(snapshot, plan.text);
    } catch (error) {
      logError(log, error);
      void showError(l10n.t('Not published. The snapshot could not be written: {0}', failureText(error)));
      return;
    }
    // At once, not when the file system tells of it: the next look must find it, and what others published meanwhile.
    await files.includeSnapshots(folder);
    if (creation === 'different') {
      const path = [...PUBLISHED_FOLDER, plan.name].join('/');
      void showError(
        l10n.t(
          'Not published. {0} already exists with other content. Publish the next version instead.',
          path,
        ),
      );
      return;
    }
    if (creation === 'same') {
      showPublished(alreadyPublished(name), snapshot.toString());
      return;
    }
    const disputed = disputedTemplate(plan.snapshot, files.scopeOf(snapshot.toString()).published);
    if (disputed) {
      await workspace.fs.delete(snapshot);
      await files.includeSnapshots(folder);
      void showError(
        l10n.t(
          'Not published. {0} was published with other content meanwhile. Give it its next version.',
          formatReference(disputed),
        ),
      );
      return;
    }
    const hashing = { sha256: await platform.loadSha256() };
    const noteFile = Uri.joinPath(folder, ...PUBLISHED_FOLDER, noteFileName(version, hashing));
    // Behind the version: there is no note of one that was not published, and a version without its note is whole.
    if (note !== undefined) await keepNote(platform, noteFile, version, note);
    showPublished(l10n.t('Published {0}.', name), snapshot.toString(), {
      repository: repositoryOf(snapshot),
      staged: note === undefined ? [] : [noteFile],
      ...(note === undefined && {
        addNote: async () => {
          const given = await askForNote(version);
          if (given?.note !== undefined) await keepNote(platform, noteFile, version, given.note);
        },
      }),
    });
    await this.auditLog.record(folder.toString(), render, 'publish');
  }
}

function alreadyPublished(name: string): string {
  return l10n.t('{0} is published already, with the same content.', name);
}

/** What can be done with a version that was published now. */
interface Next {
  readonly repository?: GitRepository | undefined;
  /** What is staged with the snapshot. */
  readonly staged?: readonly Uri[];
  readonly addNote?: () => Promise<void>;
}

/** Tells it, and offers what is next: a note, to look at the snapshot, and to stage it where it lies in a repository. */
function showPublished(
  message: string,
  snapshot: string,
  { repository, staged = [], addNote }: Next = {},
): void {
  const uri = Uri.parse(snapshot);
  const [add, stage, show] = [l10n.t('Add Note…'), l10n.t('Stage Snapshot'), l10n.t('Show Snapshot')];
  const answers = [...(addNote ? [add] : []), ...(repository ? [stage] : []), show];
  void showInformation(message, ...answers).then((answer) => {
    if (answer === add) void addNote?.();
    if (answer === show) void window.showTextDocument(uri);
    if (answer === stage && repository) void stageFiles(repository, uri, staged);
  });
}
