import { commands, Uri, window, workspace, type Disposable } from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { Creation } from '../../core/published/creation.js';
import { disputedTemplate } from '../../core/published/planPublication.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import type { Render } from '../../core/promptGenerator.js';
import { failureText } from '../../core/text/failureText.js';
import { preparePublication, type RuleSeverities } from '../../language/index.js';
import type { AuditLog } from '../audit/auditLog.js';
import type { BaseServices } from '../activation/baseServices.js';
import { fileName } from '../workspace/fileName.js';
import { maxFileBytes, readSettings } from '../workspace/settings.js';
import { whyHeldBack } from '../workspace/heldBack.js';
import { includeBundles } from '../workspace/includeBundles.js';
import { isInWorkspace } from '../workspace/savedPlace.js';
import { shownDocument } from '../workspace/shownDocument.js';
import type { GitRepository } from '../compare/gitApi.js';
import { placed } from './findingLines.js';
import { askToPublish, type Proposal } from './question.js';
import { showRefusal } from './refusal.js';
import { SnapshotDocuments } from './snapshotDocuments.js';
import { repositoryOf, stageFile } from './stageSnapshot.js';
import { showError, showInformation } from '../output/messages.js';
import { logError } from '../output/log.js';

const SHOW_SNAPSHOT = 'Show Snapshot';
const STAGE = 'Stage Snapshot';

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
    if (!workspace.isTrusted) {
      refuseUntrusted();
      return;
    }
    if (!isInWorkspace(bundle)) {
      void showError(
        `${fileName(bundle)} is in no folder of this workspace, so there is no place to publish it to. Open its folder first.`,
      );
      return;
    }
    // What was agreed to; planned anew after each question, since the author may go on typing meanwhile.
    let agreed: string | undefined;
    for (;;) {
      const prepared = await this.#prepare(bundle);
      if (!prepared) return;
      const root = Uri.parse(this.services.files.scopeKey(bundle));
      if (prepared.plan.text === agreed) {
        await this.#write(root, prepared);
        return;
      }
      if (!(await askToPublish(prepared, this.#documents))) return;
      agreed = prepared.plan.text;
    }
  }

  dispose(): void {
    this.#documents.dispose();
  }

  /** The plan for a new version; `undefined`, and the author is told why, when there is nothing to write. */
  async #prepare(bundle: Uri): Promise<Prepared | undefined> {
    const { files, language } = this.services;
    await includeBundles(files, [bundle.toString()], '');
    const file = bundle.toString();
    const scope = files.scopeOf(file);
    const alone = scope.surroundings.alone?.();
    if (alone !== undefined) {
      void showError(`${alone} So there is no place to publish it to.`);
      return undefined;
    }
    // What decides is what is stored now, told by VS Code or not.
    await files.includeSnapshots(Uri.parse(files.scopeKey(bundle)));
    const templates = (scope.get(file)?.references ?? []).flatMap(({ name }) =>
      scope.definitions('template', name),
    );
    const unchecked = files.heldBack(scope).find((one) => one === file || templates.includes(one));
    if (unchecked !== undefined) {
      void showError(whyHeldBack(unchecked, 'publish'));
      return undefined;
    }
    const reference = scope.get(file)?.identity?.name;
    if (!reference) {
      await showRefusal(
        files,
        bundle,
        'The bundle has errors. Fix them to publish it.',
        await this.#errors(file),
      );
      return undefined;
    }
    const publication = await preparePublication(language, file, reference, {
      maxFileBytes: maxFileBytes(bundle),
      rulesOf,
    });
    if (publication.kind === 'refused') {
      await showRefusal(files, bundle, publication.reason, publication.errors);
      return undefined;
    }
    const { plan, render, warnings } = publication;
    if (plan.kind === 'same') {
      showPublished(alreadyPublished(formatReference(reference)), plan.file);
      return undefined;
    }
    const concerned = new Set([file, ...SLOTS.map((slot) => render.parts[slot].origin)]);
    const documents = [...concerned].flatMap((one) => shownDocument(Uri.parse(one)) ?? []);
    return {
      plan,
      render,
      published: scope.published,
      unsaved: documents.filter(({ isDirty }) => isDirty),
      warnings: await placed(files, warnings),
    };
  }

  async #errors(file: string): Promise<Parameters<typeof showRefusal>[3]> {
    const found = await this.services.language.check([], [file], rulesOf);
    return found.filter(({ finding }) => finding.severity === 'error');
  }

  async #write(folder: Uri, { plan, render }: Prepared): Promise<void> {
    const { files, platform, log } = this.services;
    const name = formatReference(bundleReference(plan.snapshot.bundle));
    const snapshot = Uri.joinPath(folder, ...PUBLISHED_FOLDER, plan.name);
    let creation: Creation;
    try {
      creation = await platform.createFile(snapshot, plan.text);
    } catch (error) {
      logError(log, error);
      void showError(`Not published. The snapshot could not be written: ${failureText(error)}`);
      return;
    }
    // At once, not when the file system tells of it: the next look must find it, and what others published meanwhile.
    await files.includeSnapshots(folder);
    if (creation === 'different') {
      const path = [...PUBLISHED_FOLDER, plan.name].join('/');
      void showError(
        `Not published. ${path} already exists with other content. Publish the next version instead.`,
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
        `Not published. ${formatReference(disputed)} was published with other content meanwhile. Give it its next version.`,
      );
      return;
    }
    showPublished(`Published ${name}.`, snapshot.toString(), repositoryOf(snapshot));
    await this.auditLog.record(folder.toString(), render, 'publish');
  }
}

function alreadyPublished(name: string): string {
  return `${name} is published already, with the same content.`;
}

/** Tells it, and offers what is next: to look at the snapshot, and to stage it where it lies in a repository. */
function showPublished(message: string, snapshot: string, repository?: GitRepository): void {
  const uri = Uri.parse(snapshot);
  void showInformation(message, ...(repository ? [STAGE] : []), SHOW_SNAPSHOT).then((answer) => {
    if (answer === SHOW_SNAPSHOT) void window.showTextDocument(uri);
    if (answer === STAGE && repository) void stageFile(repository, uri);
  });
}

/** The severities that hold for a file. */
function rulesOf(file: string): RuleSeverities {
  return readSettings(Uri.parse(file)).rules;
}

function refuseUntrusted(): void {
  void showError('Versions can be published only in a trusted workspace.', 'Manage Trust').then((answer) => {
    if (answer) void commands.executeCommand('workbench.trust.manage');
  });
}
