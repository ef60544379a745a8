import { l10n, Uri, type Range, type WebviewPanel } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { formatReference } from '../../core/model/reference.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Slot } from '../../core/model/slots.js';
import type { RenderedPart } from '../../core/promptGenerator.js';
import type { SourceText } from '../../core/text/sourceText.js';
import { writtenTemplate, type PromptOrigin } from '../../language/index.js';
import type { HighlightMessage, LocatedMessage } from '../../preview/protocol.js';
import { toRange } from '../problems/diagnostic.js';
import { fileName } from '../workspace/fileName.js';
import { shownDocument } from '../workspace/shownDocument.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isDraft } from '../selection/draftNames.js';
import { inputName } from '../selection/inputName.js';
import type { PreviewView } from './previewView.js';
import { showSource } from './showSource.js';

/** Goes from the preview to where its text is written, and tells the way back. */
export class SourceNavigator {
  /** `notice` tells the reader why a source cannot be shown. */
  constructor(
    private readonly files: PromptWorkspace,
    private readonly panel: WebviewPanel,
    private readonly view: PreviewView,
    private readonly notice: (text: string) => void,
  ) {}

  /** Shows a range of a file, as it stands now, in an editor. */
  async openRange(file: string, range: Range): Promise<void> {
    if (!(await this.#sourced(file))) return;
    const isSnapshot = this.files.scopeOf(file).published.get(file) !== undefined;
    await showSource(Uri.parse(file), range, { beside: this.panel.viewColumn, isReadOnly: isSnapshot });
  }

  /** Shows a range that a file had at the time of the render. */
  async openPlace(file: string, range: TextRange): Promise<void> {
    const sourced = await this.#sourced(file);
    if (sourced) await this.openRange(file, toRange(sourced, this.#now(file, sourced.source, range)));
  }

  /** Opens the text of a part where it begins. */
  async openSource(slot: Slot): Promise<void> {
    const part = this.view.render?.parts[slot];
    const parsed = part && (await this.files.read(part.origin));
    // The map is that of the last good prompt; the file may have been edited since. A published version is as it was.
    if (parsed) {
      const { file, range } = beginningIn(part, parsed, slot);
      await this.openRange(file, toRange(parsed, range));
      return;
    }
    const place = this.view.sources?.beginningOf(slot);
    if (place) await this.openPlace(place.file, place.range);
  }

  /** Opens what an offset of a part came from. */
  async openAt(slot: Slot, offset: number): Promise<void> {
    const origin = this.view.sources?.originAt(slot, offset);
    if (origin?.place) await this.openPlace(origin.place.file, origin.place.range);
    else if (origin) this.notice(l10n.t('This is a default value, which stands in no file.'));
  }

  /** Where an offset of a part came from, in words. */
  async locate(slot: Slot, offset: number): Promise<LocatedMessage | undefined> {
    const origin = this.view.sources?.originAt(slot, offset);
    return (
      origin && {
        type: 'located',
        mark: origin.range,
        origin: origin.from.kind === 'input' ? origin.from.path.join('.') : this.templateName(slot),
        place: origin.place ? await this.placeInWords(origin.place) : '',
      }
    );
  }

  /** What a selection in an editor became in the prompt; `isOpened` brings the part into sight that its file is. */
  async highlightOf(file: string, selection: Range, isOpened: boolean): Promise<HighlightMessage> {
    const { sources } = this.view;
    const sourced = shownDocument(Uri.parse(file)) && (await this.files.sourced(file));
    if (!sources || !sourced) return { type: 'highlight', marks: [], section: null };
    const { source } = sourced;
    const { start, end } = selection;
    const range = {
      start: source.offsetAt({ line: start.line, column: start.character }),
      end: source.offsetAt({ line: end.line, column: end.character }),
    };
    const marks = sources.marksOf(file, source, range);
    const section = isOpened && marks.length === 0 ? sources.slotOf(file) : undefined;
    return { type: 'highlight', marks, section: section ?? null };
  }

  /** What holds the text of a file; `undefined`, and the reader is told why, when there is none. */
  async #sourced(file: string): Promise<{ readonly source: SourceText } | undefined> {
    if (isDraft(file)) {
      this.notice(l10n.t('This is in the edited input, which is not saved as a file.'));
      return undefined;
    }
    const sourced = await this.files.sourced(file);
    if (!sourced) this.notice(l10n.t('{0} is gone. It was deleted or moved.', fileName(Uri.parse(file))));
    return sourced;
  }

  #now(file: string, source: SourceText, range: TextRange): TextRange {
    return this.view.sources?.rangeIn(file, source, range) ?? range;
  }

  /** What a part's template is called. */
  templateName(slot: Slot): string {
    const reference = this.view.render?.parts[slot].reference;
    return reference ? formatReference(reference) : l10n.t('{0} part of the bundle', slot);
  }

  /** `file:line` of a place at the time of the render, as it is now. */
  async placeInWords({ file, range }: NonNullable<PromptOrigin['place']>): Promise<string> {
    if (isDraft(file)) return inputName(file);
    const name = fileName(Uri.parse(file));
    const sourced = await this.files.sourced(file);
    if (!sourced) return name;
    const { line } = sourced.source.positionAt(this.#now(file, sourced.source, range).start);
    return `${name}:${line + 1}`;
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
