import {
  Disposable,
  EventEmitter,
  Hover,
  l10n,
  languages,
  Location,
  Uri,
  workspace,
  type Position,
} from 'vscode';
import { slotName } from '../../core/model/slots.js';
import { excerpt } from '../../core/text/quote.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import { documentPath } from '../output/editors.js';
import { markdownOf } from '../output/hovers.js';
import { isDraft } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { inputName } from '../selection/inputName.js';
import { isWithin } from '../workspace/isWithin.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { GitHistory } from './gitHistory.js';
import type { RegistryVersions } from './registryVersions.js';
import { COMPARE_SCHEME, readSideUri, shortRevision, type PlaceName, type ShownSide } from './side.js';
import { originAt, textOf, type RenderedSide, type SideRenderer } from './sideRenderer.js';

/** Scheme of texts that were compared and belong to nobody's files: what the clipboard held. */
const TEXT_SCHEME = 'prompt-bundles-text';

/** A side that a document shows. */
interface FollowedSide {
  readonly shown: ShownSide;
  readonly side: RenderedSide | undefined;
  /** The text that VS Code was given last. */
  readonly text?: string;
}

/** The read-only documents of comparisons: each follows its sources, tells where its text comes from, and leads there. */
export class CompareDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #sides = new Map<string, FollowedSide>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly renderer: SideRenderer,
    files: PromptWorkspace,
    { history, stored }: { readonly history: GitHistory; readonly stored: RegistryVersions },
    drafts: InputDrafts,
  ) {
    const selector = { scheme: COMPARE_SCHEME };
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(COMPARE_SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#content(uri),
      }),
      workspace.registerTextDocumentContentProvider(TEXT_SCHEME, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
      languages.registerHoverProvider(selector, {
        provideHover: ({ uri }, position) => this.#hover(uri, position),
      }),
      languages.registerDefinitionProvider(selector, {
        provideDefinition: ({ uri }, position) => this.#definition(uri, position),
      }),
      files.onDidChange((changed) => {
        this.#follow((folder) => [...changed].some((file) => isWithin(file, folder)));
      }),
      drafts.onDidChange((folder) => {
        this.#follow((one) => one === folder);
      }),
      history.onDidChange(() => {
        for (const key of this.#sides.keys()) this.#changed.fire(Uri.parse(key));
      }),
      stored.onDidChange(() => {
        for (const [key, { shown }] of this.#sides)
          if (shown.place.kind === 'registry') this.#changed.fire(Uri.parse(key));
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        const { text } = this.#sides.get(document.uri.toString()) ?? {};
        // VS Code drops a text that it still has, though an older one is on its way to take its place.
        if (text !== undefined && !hasSameLines(text, document.getText())) this.#changed.fire(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#sides.delete(uri.toString());
        this.#texts.delete(uri.toString());
      }),
    );
  }

  /** Gives a text that no file has a name to be shown by. */
  keepText(name: string, id: string, text: string): Uri {
    const uri = Uri.from({ scheme: TEXT_SCHEME, path: documentPath('rendered', `${name}.txt`), query: id });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The text of a document. While a side does not render, it stays as it was. */
  async #content(uri: Uri): Promise<string> {
    const shown = readSideUri(uri);
    if (!shown) return '';
    const key = uri.toString();
    const known = this.#sides.get(key);
    // What changes while it is rendered concerns it, too.
    if (!known) this.#sides.set(key, { shown, side: undefined });
    const { side, problem } = await this.renderer.render(shown);
    const kept = side ?? known?.side;
    const text = kept ? textOf(kept.render, shown.slot) : (problem ?? '');
    this.#sides.set(key, { shown, side: kept, text });
    return text;
  }

  #follow(isChanged: (folder: string) => boolean): void {
    for (const [key, { shown }] of this.#sides)
      if (isChanged(shown.folder)) this.#changed.fire(Uri.parse(key));
  }

  async #hover(uri: Uri, position: Position): Promise<Hover | undefined> {
    const found = this.#at(uri, position);
    if (!found) return undefined;
    const { slot, origin, template, side, shown } = found;
    const words: string[] = [];
    const from =
      origin.from.kind === 'template'
        ? template
        : l10n.t({
            message: 'input {0}',
            args: [origin.from.path.join('.')],
            comment: ['A value of the input, by its path'],
          });
    words.push(`${slotName(slot)}: ${from}`);
    const { place } = origin;
    if (place) {
      const sourced = await side.sourced(place.file);
      const line = (sourced?.source.positionAt(place.range.start).line ?? 0) + 1;
      const at = isDraft(place.file) ? inputName(place.file) : `${fileName(Uri.parse(place.file))}:${line}`;
      words.push(place.file === shown.input ? at : atState(at, shown.place));
    } else if (origin.from.kind === 'input') words.push(l10n.t('The default: no input gives it.'));
    return new Hover(markdownOf(words.map((line) => ({ words: line }))));
  }

  async #definition(uri: Uri, position: Position): Promise<Location | undefined> {
    const { origin, side } = this.#at(uri, position) ?? {};
    const place = origin?.place;
    if (!place || !side || isDraft(place.file)) return undefined;
    const sourced = await side.sourced(place.file);
    return sourced && new Location(Uri.parse(place.file), toRange(sourced, place.range));
  }

  #at(
    uri: Uri,
    { line, character }: Position,
  ): (NonNullable<ReturnType<typeof originAt>> & { side: RenderedSide; shown: ShownSide }) | undefined {
    const { side, shown } = this.#sides.get(uri.toString()) ?? {};
    const found = side && shown && originAt(side, shown.slot, line, character);
    return found && { ...found, side, shown };
  }
}

/** True where two texts differ in nothing but how their lines end, which VS Code makes the same. */
function hasSameLines(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replaceAll(/\r\n?/g, '\n'));
  return a === b;
}

/** A place in a file, and of which state it is, where that is another than its present one. */
function atState(at: string, place: PlaceName): string {
  if (place.kind === 'git')
    return l10n.t({
      message: '{0} at {1}',
      args: [at, shortRevision(place.revision)],
      comment: ['A place in a file, as a git revision has it'],
    });
  return place.kind === 'registry' ? l10n.t('{0} in the registry {1}', at, excerpt(place.registry)) : at;
}
