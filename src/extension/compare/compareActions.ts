import { env, l10n, ProgressLocation, Uri, window, type ViewColumn } from 'vscode';
import type { ComparedVersion, VersionDifference } from '../../core/compare/comparison.js';
import { difference } from '../../core/compare/compareVersions.js';
import { comparisonMarkdown } from '../../core/compare/comparisonMarkdown.js';
import { describeTokenChange } from '../../core/compare/tokenChange.js';
import { ENGLISH } from '../../core/text/english.js';
import { compareSemver } from '../../core/model/semver.js';
import { markdownCode } from '../../core/output/markdownText.js';
import type { Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import { publishedBefore, namedBundle } from '../../language/index.js';
import type { CountedTokens, Counterpart } from '../../compare/protocol.js';
import type { Selection } from '../../preview/protocol.js';
import type { AuditLog } from '../audit/auditLog.js';
import { inputName } from '../selection/inputName.js';
import { openDiff } from '../output/editors.js';
import { whyHeldBack } from '../workspace/heldBack.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { CompareDocuments } from './compareDocuments.js';
import type { ExpectedPrompts } from './expectedPrompts.js';
import type { GitHistory } from './gitHistory.js';
import { bundleFiles } from './gitRevisions.js';
import type { RegistryVersions } from './registryVersions.js';
import { sideName, sideUri, type PlaceName, type Side } from './side.js';
import type { SideRenderer } from './sideRenderer.js';
import type { VersionPlaces } from './versionPlaces.js';
import { rowId, type VersionTable } from './versionTable.js';
import { showError, showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';

/** What is done with comparisons. */
export interface ActionServices {
  readonly files: PromptWorkspace;
  readonly places: VersionPlaces;
  readonly renderer: SideRenderer;
  readonly documents: CompareDocuments;
  readonly history: GitHistory;
  readonly stored: RegistryVersions;
  readonly auditLog: AuditLog;
  readonly expected: ExpectedPrompts;
  readonly newId: () => string;
}

/** What is copied as Markdown. */
interface MarkdownRequest {
  /** The two rows; all where there are none. */
  readonly chosen: readonly [ComparedVersion, ComparedVersion] | undefined;
  readonly tokens: CountedTokens | null;
}

/** What people do with a comparison; what they open or copy is written to the audit log. */
export class CompareActions {
  constructor(private readonly services: ActionServices) {}

  /**
   * Opens two sides in a diff editor, whole or one section, in the group that is named or the active one. False, and the
   * user is told why, when one does not render.
   */
  async openDiff(from: Side, to: Side, slot: Slot | null, group?: ViewColumn): Promise<boolean> {
    const renders: Render[] = [];
    await this.#include(to);
    for (const side of [from, to]) {
      const { side: rendered, problem } = await this.services.renderer.render(side);
      if (!rendered) {
        showRefusal(side, problem);
        return false;
      }
      renders.push(rendered.render);
    }
    const what = slot ? `${to.bundleId} ${slot}` : to.bundleId;
    await diff(
      sideUri({ ...from, slot }),
      sideUri({ ...to, slot }),
      `${what}: ${sideName(from)} ↔ ${sideName(to)}`,
      group,
    );
    const texts = renders.map((render) => (slot ? render.parts[slot].text : render.rendered_prompt));
    if (texts[0] === texts[1]) void showInformation(l10n.t('Both sides are equal, byte for byte.'));
    this.#record(to.folder, renders);
    return true;
  }

  /** Opens a version of the workspace beside another state of it. */
  async openAgainst(side: Side, counterpart: Counterpart, group?: ViewColumn): Promise<void> {
    await this.#include(side);
    if (counterpart === 'clipboard') return this.#againstClipboard(side, group);
    const found = await this.#counterpart(side, counterpart);
    if (typeof found === 'string') void showInformation(found);
    else if (found) await this.openDiff(found, side, null, group);
  }

  /** Opens the prompt of an expected hash beside what its version gives by now, where anything still has it. */
  async openExpected(side: Side, hash: string): Promise<void> {
    const { expected, renderer, documents, newId } = this.services;
    await this.#include(side);
    const { side: rendered, problem } = await renderer.render(side);
    if (!rendered) {
      showRefusal(side, problem);
      return;
    }
    const found = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t('Looking for the expected prompt'),
        cancellable: true,
      },
      (_progress, token) => expected.find(side, hash, token),
    );
    if (!found) {
      void showInformation(
        l10n.t(
          'No published version of {0}, audit record or git revision gives the expected prompt now.',
          side.bundleId,
        ),
      );
      return;
    }
    const left = documents.keepText(
      l10n.t({ message: 'expected', comment: ['Name of the document with the expected prompt'] }),
      newId(),
      found.text,
    );
    const title = l10n.t('{0}: expected ({1}) ↔ {2}', side.bundleId, found.source, sideName(side));
    await diff(left, sideUri({ ...side, slot: null }), title);
    this.#record(side.folder, [rendered.render]);
  }

  /** Opens what a preview or a file selects beside another state of it. */
  async compareSelection(selection: Selection, counterpart: Counterpart): Promise<void> {
    const side = this.sideOf(selection);
    if (side) await this.openAgainst(side, counterpart);
  }

  /** The side that a selection means; `undefined`, and the user is told, when its bundle has no name. */
  sideOf({ bundle, input }: Selection): Side | undefined {
    const { files } = this.services;
    const named = namedBundle(files.scopeOf(bundle), bundle);
    const identity = named?.identity;
    if (!identity) {
      void showError(
        files.heldBack(files.scopeOf(bundle)).includes(bundle)
          ? whyHeldBack(bundle, 'compare')
          : l10n.t('The bundle needs a bundle_id and a semver to be compared. Add both.'),
      );
      return undefined;
    }
    const folder = files.scopeKey(Uri.parse(bundle));
    const kind = named.isPublished ? 'published' : 'workspace';
    return { folder, bundleId: identity.id, semver: identity.semver, place: { kind }, input };
  }

  /** Copies a table as Markdown: all of it, or two of its rows; with tokens, as far as they are counted. */
  async copyMarkdown(
    table: VersionTable,
    request: { readonly folder: string; readonly bundleId: string; readonly input: string },
    { chosen, tokens }: MarkdownRequest,
  ): Promise<void> {
    const comparison = chosen
      ? { bundle_id: request.bundleId, versions: chosen, differences: [difference(chosen[0], chosen[1])] }
      : table.comparison;
    const tokensOf = ({ fromVersion, toVersion }: VersionDifference): string => {
      const [from, to] = [fromVersion, toVersion].map(({ rendered }) => rowId(rendered));
      const change = tokens?.pairs.find((pair) => pair.from === from && pair.to === to);
      return tokens && change ? describeTokenChange(change, tokens.encoding, ENGLISH) : '';
    };
    const input = request.input === '' ? 'no input' : markdownCode(inputName(request.input, ENGLISH));
    const { notes, labelsOf } = table.circumstances;
    const text = comparisonMarkdown(comparison, { tokensOf, notes, labelsOf });
    await env.clipboard.writeText(`${text}\nRendered with ${input}.\n`);
    const renders = comparison.versions.flatMap(({ prompt_hash, rendered }) =>
      prompt_hash !== null && rendered.render ? [rendered.render] : [],
    );
    this.#record(request.folder, renders);
  }

  async #againstClipboard(side: Side, group: ViewColumn | undefined): Promise<void> {
    const text = await env.clipboard.readText();
    if (text === '') {
      void showInformation(l10n.t('There is no text on the clipboard. Copy a prompt to compare with it.'));
      return;
    }
    const { side: rendered, problem } = await this.services.renderer.render(side);
    if (!rendered) {
      showRefusal(side, problem);
      return;
    }
    const { documents, newId } = this.services;
    const left = documents.keepText(
      l10n.t({ message: 'clipboard', comment: ['Name of the document with what was on the clipboard'] }),
      newId(),
      text,
    );
    const title = l10n.t('{0}: clipboard ↔ {1}', side.bundleId, sideName(side));
    await diff(left, sideUri({ ...side, slot: null }), title, group);
    if (text === rendered.render.rendered_prompt)
      void showInformation(l10n.t('The clipboard has exactly this prompt, byte for byte.'));
    this.#record(side.folder, [rendered.render]);
  }

  /** Takes in what is stored by now of all that a comparison is made of. */
  async #include({ folder, bundleId, input }: Side): Promise<void> {
    const { files, places } = this.services;
    await includeBundles(files, bundleFiles(places.scope(folder), bundleId), input);
  }

  /** The other state of a version, or why there is none; `undefined` where the user chooses none. */
  async #counterpart(
    side: Side,
    counterpart: Exclude<Counterpart, 'clipboard'>,
  ): Promise<Side | string | undefined> {
    const { folder, bundleId: id, semver } = side;
    const { places, history, stored } = this.services;
    if (counterpart === 'registry') {
      const names = stored.holding(id, semver);
      if (names.length === 0) return l10n.t('No registry holds {0} {1}.', id, semver);
      const entries = names.map((label) => ({ icon: 'database', label }));
      const [only, second] = entries;
      const chosen = second ? await choose(entries, l10n.t('Choose a registry to compare with')) : only;
      return chosen && { ...side, place: { kind: 'registry', registry: chosen.label } };
    }
    if (counterpart === 'published') {
      const found = publishedBefore(places.scope(folder).published, { id, semver });
      return found === undefined
        ? l10n.t('No version of {0} up to {1} is published yet.', id, semver)
        : { ...side, semver: found, place: { kind: 'published' } };
    }
    const revision = counterpart === 'commit' ? await history.head(folder, id) : '';
    if (revision === undefined)
      return l10n.t('There is no git repository here with a commit to compare with.');
    const place: PlaceName = counterpart === 'commit' ? { kind: 'git', revision } : { kind: 'saved' };
    const semvers = (await places.at(folder, id, place))?.semvers ?? [];
    // A version that is new there is held against the one before it.
    const found = semvers.findLast((one) => compareSemver(one, semver) <= 0) ?? semvers.at(-1);
    if (found === undefined)
      return counterpart === 'commit'
        ? l10n.t('The last commit has no version of {0}.', id)
        : l10n.t('No version of {0} is saved.', id);
    return { ...side, semver: found, place };
  }

  /** Nobody waits for the log. */
  #record(folder: string, renders: readonly Render[]): void {
    void this.services.auditLog.recordAct(folder, renders, 'compare');
  }
}

function showRefusal(side: Side, problem: string): void {
  void showError(l10n.t('{0} cannot be rendered. {1}', sideName(side), problem));
}

async function diff(left: Uri, right: Uri, title: string, group?: ViewColumn): Promise<void> {
  await openDiff(left, right, title, { preview: false, viewColumn: group });
}
