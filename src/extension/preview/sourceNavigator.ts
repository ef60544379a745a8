import { Uri, ViewColumn, window, workspace, type Range, type WebviewPanel } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { formatReference } from '../../core/model/reference.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Slot } from '../../core/model/slots.js';
import type { RenderedPart } from '../../core/promptGenerator.js';
import { writtenTemplate } from '../../language/constraints/partConstraints.js';
import type { PromptOrigin } from '../../language/promptMap.js';
import type { LocatedMessage, Mark } from '../../preview/protocol.js';
import { toRange } from '../diagnostic.js';
import { fileName } from '../fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isDraft } from './draftNames.js';
import { inputName } from './previewChoices.js';
import type { PreviewView } from './previewView.js';

/** Goes from the preview to where its text is written, and tells the way back. */
export class SourceNavigator {
  constructor(
    private readonly files: PromptWorkspace,
    private readonly panel: WebviewPanel,
    private readonly view: PreviewView,
  ) {}

  /** Opens a range of a file beside the preview. */
  async openRange(file: string, selection: Range): Promise<void> {
    const uri = Uri.parse(file);
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === file);
    const viewColumn =
      shown?.viewColumn ?? (this.panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
    await window.showTextDocument(uri, { viewColumn, selection });
  }

  async openPlace(file: string, range: TextRange): Promise<void> {
    const parsed = isDraft(file) ? undefined : await this.files.sourced(file);
    if (parsed) await this.openRange(file, toRange(parsed, range));
  }

  /** Opens the text of a part where it begins. */
  async openSource(slot: Slot): Promise<void> {
    const part = this.view.render?.parts[slot];
    const parsed = part && (await this.files.read(part.origin));
    // The map is that of the last good prompt; the file may have been edited since. A published version is as it was.
    const place = parsed ? beginningIn(part, parsed, slot) : this.view.map?.beginningOf(slot);
    if (place) await this.openPlace(place.file, place.range);
  }

  /** Opens what an offset of a part came from. */
  async openAt(slot: Slot, offset: number): Promise<void> {
    const place = this.view.map?.originAt(slot, offset)?.place;
    if (place) await this.openPlace(place.file, place.range);
  }

  /** Where an offset of a part came from, in words. */
  async locate(slot: Slot, offset: number): Promise<LocatedMessage | undefined> {
    const origin = this.view.map?.originAt(slot, offset);
    return (
      origin && {
        type: 'located',
        mark: origin.range,
        origin: this.#nameOf(slot, origin),
        place: await this.#placeOf(origin),
      }
    );
  }

  /** What a selection in an editor became in the prompt. */
  async marksOf(file: string, selection: Range): Promise<readonly Mark[]> {
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === file);
    const parsed = document && (await this.files.sourced(file));
    if (!parsed) return [];
    const { start, end } = selection;
    const range = {
      start: parsed.source.offsetAt({ line: start.line, column: start.character }),
      end: parsed.source.offsetAt({ line: end.line, column: end.character }),
    };
    return this.view.map?.rangesOf(file, range) ?? [];
  }

  #nameOf(slot: Slot, { from }: PromptOrigin): string {
    if (from.kind === 'input') return from.path.join('.');
    const reference = this.view.render?.parts[slot].reference;
    return reference ? formatReference(reference) : `${slot} part of the bundle`;
  }

  async #placeOf({ place }: PromptOrigin): Promise<string> {
    if (!place) return '';
    if (isDraft(place.file)) return inputName(place.file);
    const parsed = await this.files.sourced(place.file);
    const { line } = parsed?.source.positionAt(place.range.start) ?? { line: 0 };
    return `${fileName(Uri.parse(place.file))}:${line + 1}`;
  }
}

function beginningIn(
  { reference, origin }: RenderedPart,
  parsed: PromptFile,
  slot: Slot,
): { readonly file: string; readonly range: TextRange } {
  const { content } = writtenTemplate(parsed, reference ? undefined : slot);
  const start = content?.textMap().toSource(0) ?? 0;
  return { file: origin, range: { start, end: start } };
}
