import {
  commands,
  Disposable,
  l10n,
  Uri,
  ViewColumn,
  window,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { formatReference, parseReference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import { readCompareState, type CompareState, type Counterpart } from '../../compare/protocol.js';
import type { Selection } from '../../preview/protocol.js';
import type { AuditLog } from '../audit/auditLog.js';
import type { BaseServices } from '../activation/baseServices.js';
import { textOf } from '../fixes/arguments.js';
import { showInformation } from '../output/messages.js';
import { pageFolder, pageHtml } from '../views/pageHtml.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { COMPARE_TYPE } from '../views/viewTypes.js';
import { ChangeNotes } from './changeNotes.js';
import { chooseLabels } from './chooseLabels.js';
import { CompareActions } from './compareActions.js';
import { CompareDocuments } from './compareDocuments.js';
import { ComparePanel, type ComparePanelServices } from './comparePanel.js';
import { ExpectedPrompts } from './expectedPrompts.js';
import { GitHistory } from './gitHistory.js';
import { PromptSizes } from './promptSizes.js';
import { RegistryVersions } from './registryVersions.js';
import type { PlaceName, Side } from './side.js';
import { SideRenderer } from './sideRenderer.js';
import { VersionPlaces } from './versionPlaces.js';
import { readTable, rowId } from './versionTable.js';

/** What comparing needs of the extension. */
export interface CompareServices extends Pick<
  BaseServices,
  'context' | 'platform' | 'log' | 'files' | 'language' | 'registries'
> {
  readonly drafts: InputDrafts;
  readonly auditLog: AuditLog;
}

/** The composition root of comparing, and the open tables: one for each bundle of each folder. */
export class Comparisons implements Disposable {
  readonly #open = new Set<ComparePanel>();
  readonly #context: ExtensionContext;
  readonly #newId: () => string;
  readonly #panels: ComparePanelServices;
  readonly #actions: CompareActions;
  readonly #owned: Disposable;

  constructor(services: CompareServices) {
    const { context, platform, files, language, registries, drafts, auditLog } = services;
    this.#context = context;
    this.#newId = platform.newId;
    const history = new GitHistory(files, services.language.parse);
    const stored = new RegistryVersions(registries);
    const places = new VersionPlaces({ ...services, history, stored });
    const renderer = new SideRenderer(files, drafts, places);
    const documents = new CompareDocuments(renderer, files, { history, stored }, drafts);
    const { newId } = platform;
    const notes = new ChangeNotes(platform);
    const hashing = () => language.hashing();
    const expected = new ExpectedPrompts({ platform, files, hashing, places, history, renderer });
    const actions = new CompareActions({
      files,
      places,
      renderer,
      documents,
      history,
      stored,
      auditLog,
      expected,
      newId,
    });
    this.#actions = actions;
    const sizes = new PromptSizes();
    this.#panels = {
      log: services.log,
      files,
      sizes,
      language,
      places,
      history,
      stored,
      notes,
      renderer,
      drafts,
      actions,
    };
    this.#owned = Disposable.from(history, stored, documents, notes);
  }

  /** Opens the table of a bundle's versions, or brings it to the front; the selected version is chosen. */
  async open(selection: Selection): Promise<void> {
    const side = this.#actions.sideOf(selection);
    if (side) await this.#openAt(side);
  }

  /**
   * Opens the table of a bundle's versions with a registry's version of the selected one chosen beside it, once the registry is read:
   * the user asked for it, and is told what is in the way.
   */
  async openRegistry(selection: Selection, registry: string): Promise<void> {
    const side = this.#actions.sideOf(selection);
    if (!side) return;
    const { folder, bundleId, semver, place } = side;
    const comparison = await this.#openAt(side);
    const { stored, places } = this.#panels;
    const wanted = places.scope(folder).versions('bundle', bundleId);
    const held = await stored.look(registry, bundleId, [...wanted, semver]);
    if (!held) return;
    const [bundle, name] = [excerpt(formatReference({ id: bundleId, semver })), excerpt(registry)];
    if (!held.versions.some(({ bundle }) => bundle.semver === semver)) {
      const text = l10n.t('{0} is not in the registry {1}.', bundle, name);
      void showInformation(text, l10n.t('Publish to Registry')).then((answer) => {
        const file = Uri.parse(selection.bundle);
        if (answer) void commands.executeCommand('promptBundles.registryPublish', { registry, file });
      });
      return;
    }
    const from = rowId({ source: 'registry', semver, registry });
    const to = rowId({ source: sourceOf(place), semver });
    await comparison.select({ from, to });
    const table = await readTable(this.#panels, comparison.state);
    const row = table.version(from);
    if (row && row === table.version(to))
      void showInformation(l10n.t('{0} is the same here and in the registry {1}.', bundle, name));
  }

  /** Asks for two labels of a bundle, and opens the table of its versions with what they name chosen. */
  async openLabels(selection: Selection): Promise<void> {
    const side = this.#actions.sideOf(selection);
    if (!side) return;
    const { folder, bundleId } = side;
    const pair = await chooseLabels(this.#panels.places.scope(folder), bundleId);
    if (!pair) return;
    const [from, to] = pair.map((semver) => rowId({ source: 'published', semver }));
    await (await this.#openAt(side)).select({ ...(from && { from }), ...(to && { to }) });
  }

  /** The table of a side's bundle, opened or brought to the front, with that side chosen. */
  async #openAt({ folder, bundleId, semver, input, place }: Side): Promise<ComparePanel> {
    const known = [...this.#open].find(({ state }) => state.folder === folder && state.bundleId === bundleId);
    const to = rowId({ source: sourceOf(place), semver });
    if (known) {
      known.panel.reveal();
      await known.select({ input, to });
      return known;
    }
    const panel = window.createWebviewPanel(COMPARE_TYPE, l10n.t('Compare'), ViewColumn.Active, {
      enableFindWidget: true,
    });
    return this.#show(panel, { folder, bundleId, input, from: '', to });
  }

  /** Opens a bundle's prompt beside another state of it. */
  async openAgainst(selection: Selection, counterpart: Counterpart): Promise<void> {
    await this.#actions.compareSelection(selection, counterpart);
  }

  /** Opens the prompt that an input expects of a version beside the present one: `{ file, version, hash }`. */
  async openExpected(argument: unknown): Promise<void> {
    const [file, version, hash] = ['file', 'version', 'hash'].map((name) => textOf(argument, name));
    const bundle = parseReference(version ?? '');
    if (file === undefined || hash === undefined || !bundle) return;
    const { files } = this.#panels;
    const uri = Uri.parse(file);
    await files.include(uri);
    await this.#actions.openExpected(
      {
        folder: files.scopeKey(uri),
        bundleId: bundle.id,
        semver: bundle.semver,
        place: { kind: 'workspace' },
        input: file,
      },
      hash,
    );
  }

  /** Fills a panel that VS Code kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    await this.#panels.files.settled();
    const { folder = '', bundleId = '', input = '', from = '', to = '' } = readCompareState(state);
    const { files, drafts } = this.#panels;
    // What was kept may name what is no folder or input of this workspace any more.
    const isOurs = files.scopes().has(folder);
    if (!isOurs) {
      panel.dispose();
      return;
    }
    const scope = files.scopes().get(folder);
    const isKnown = drafts.list(folder).includes(input) || scope?.inputs().includes(input);
    this.#show(panel, { folder, bundleId, input: isKnown ? input : '', from, to });
  }

  dispose(): void {
    for (const comparison of this.#open) comparison.dispose();
    this.#owned.dispose();
  }

  #show(panel: WebviewPanel, state: CompareState): ComparePanel {
    const { extensionUri } = this.#context;
    const comparison = new ComparePanel(panel, this.#panels, state);
    this.#open.add(comparison);
    panel.onDidDispose(() => {
      this.#open.delete(comparison);
      comparison.dispose();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    panel.webview.html = pageHtml(panel.webview, extensionUri, this.#newId(), {
      name: 'compare',
      title: l10n.t('Compare versions'),
    });
    return comparison;
  }
}

function sourceOf({ kind }: PlaceName): 'published' | 'workspace' {
  return kind === 'published' ? kind : 'workspace';
}
