import { Disposable, EventEmitter, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { nodeAt, stringOf } from '../../core/documents/valueNode.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import {
  readPageMessage,
  type PageMessage,
  type Problem,
  type RenderMessage,
  type Section,
  type Selection,
} from '../../preview/protocol.js';
import { fileName, type BundleRenderer, type Obstacle, type Refusal } from '../bundleRenderer.js';
import { toRange } from '../diagnostic.js';
import type { PromptActions } from '../promptActions.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { versionChoices, inputChoices, modelChoices } from './previewChoices.js';
import { namedHashes, sameSection, sectionsOf } from './renderMessage.js';

/** What a preview needs of the extension. */
export interface PreviewServices {
  readonly files: PromptWorkspace;
  readonly renderer: BundleRenderer;
  readonly actions: PromptActions;
}

/** One open preview: renders its selection anew whenever the workspace changes, and tells the page what is different. */
export class PreviewPanel implements Disposable {
  readonly #subscriptions: Disposable;
  readonly #selected = new EventEmitter<Selection>();
  #sent = new Map<Slot, Section>();
  /** What the selected bundle is called, or was before it broke. */
  #identity: Reference | undefined;
  #sentBundleId: string | undefined;
  #lastGood: Render | undefined;
  #obstacles: readonly Obstacle[] = [];
  #turn = 0;

  /** Fires when the selection changes, with the new one. */
  readonly onDidSelect = this.#selected.event;

  constructor(
    readonly panel: WebviewPanel,
    private readonly services: PreviewServices,
    private selected: Selection,
  ) {
    this.#subscriptions = Disposable.from(
      this.#selected,
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readPageMessage(message);
        if (read) void this.#obey(read);
      }),
      services.files.onDidChange((changed) => {
        const scope = services.files.scopeOf(this.selected.bundle);
        if ([...changed].some((file) => services.files.scopeOf(file) === scope)) void this.refresh();
      }),
    );
  }

  get selection(): Selection {
    return this.selected;
  }

  /** Shows something else; what is not given stays. The last good render belongs to its bundle and goes with it. */
  async select(selection: Partial<Selection>): Promise<void> {
    const next = { ...this.selected, ...selection };
    if (next.bundle !== this.selected.bundle) {
      this.#lastGood = undefined;
      this.#identity = undefined;
    }
    this.selected = next;
    this.#selected.fire(next);
    await this.refresh();
  }

  /** Renders what is selected and sends what is different. A newer call overtakes an older one. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const outcome = await this.services.renderer.render(this.selected);
    if (turn !== this.#turn) return;
    if (outcome.render) this.#lastGood = outcome.render;
    this.#obstacles = outcome.refusal?.obstacles ?? [];
    this.#send(outcome.refusal);
  }

  reveal(column?: ViewColumn): void {
    this.panel.reveal(column, column !== undefined);
  }

  dispose(): void {
    this.#turn++;
    this.#subscriptions.dispose();
  }

  #send(refusal: Refusal | undefined): void {
    const { files } = this.services;
    const { bundle, input } = this.selected;
    const scope = files.scopeOf(bundle);
    this.#identity = scope.get(bundle)?.identity?.name ?? this.#identity;
    const identity = this.#identity;
    const shown = this.#lastGood;
    const sections = shown ? sectionsOf(shown) : [];
    const bundleId = identity?.id ?? fileName(bundle);
    if (bundleId !== this.#sentBundleId) this.#sent.clear();
    this.#sentBundleId = bundleId;
    const changed = sections.filter((section) => !sameSection(section, this.#sent.get(section.slot)));
    this.#sent = new Map(sections.map((section) => [section.slot, section]));
    this.panel.title = `Preview ${identity ? formatReference(identity) : fileName(bundle)}`;
    const message: RenderMessage = {
      type: 'render',
      bundleId,
      versions: versionChoices(scope, bundle, identity),
      inputs: inputChoices(scope, files.scopeKey(Uri.parse(bundle)), input),
      models: modelChoices(scope, this.selected),
      hashes: shown ? namedHashes(shown) : [],
      sections: changed,
      problem: refusal ? toProblem(refusal) : null,
    };
    void this.panel.webview.postMessage(message);
  }

  async #obey(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#sent.clear();
        return this.refresh();
      case 'select':
        return this.select(message.selection);
      case 'copyPrompt':
        if (await this.services.actions.copyPrompt(this.selected)) this.#notice('Prompt copied');
        return;
      case 'copyHash':
        return this.#copyHash(message.name);
      case 'openRendered':
        return this.services.actions.openRendered(this.selected);
      case 'openSource':
        return this.#openSource(message.slot);
      case 'openProblem': {
        const obstacle = this.#obstacles[message.index];
        return obstacle && this.#openText(obstacle.file, toRange(obstacle.parsed, obstacle.finding.range));
      }
    }
  }

  async #copyHash(name: string): Promise<void> {
    const hash = this.#lastGood && namedHashes(this.#lastGood).find((candidate) => candidate.name === name);
    if (!hash) return;
    await this.services.actions.copyText(hash.value);
    this.#notice(`Copied ${name} ${hash.value}`);
  }

  #notice(text: string): void {
    void this.panel.webview.postMessage({ type: 'notice', text });
  }

  /** Opens the text of a part where it is written. */
  async #openSource(slot: Slot): Promise<void> {
    const part = this.#lastGood?.parts[slot];
    const parsed = part && (await this.services.files.read(part.origin));
    if (!parsed) return;
    const content = part.reference
      ? stringOf(parsed.root, 'content')
      : stringOf(nodeAt(parsed.root, ['templates', slot]), 'content');
    const start = content?.textMap().toSource(0) ?? 0;
    await this.#openText(part.origin, toRange(parsed, { start, end: start }));
  }

  async #openText(file: string, selection: ReturnType<typeof toRange>): Promise<void> {
    const viewColumn = this.panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    await window.showTextDocument(Uri.parse(file), { viewColumn, selection });
  }
}

function toProblem({ message, obstacles }: Refusal): Problem {
  return {
    message,
    details: obstacles.map(({ file, parsed, finding }) => ({
      place: `${fileName(file)}:${parsed.source.positionAt(finding.range.start).line + 1}`,
      message: finding.message,
    })),
  };
}
