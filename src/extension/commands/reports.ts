import {
  Disposable,
  l10n,
  languages,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type DocumentLink,
  type TextDocument,
} from 'vscode';
import { labelText } from '../../core/output/editorText.js';
import { documentPath } from '../output/editors.js';
import { linkTo } from '../output/symbols.js';

/** Scheme of reports opened as read-only editors. */
const REPORT_SCHEME = 'prompt-bundles-report';

/** A line of a report. Where it leads somewhere, its first words are a link. */
export interface ReportLine {
  readonly link?: ReportLink | undefined;
  readonly text: string;
}

interface ReportLink {
  readonly text: string;
  readonly target: Uri;
  /** A place in the target; both count from 1. */
  readonly place?: { readonly line: number; readonly column: number };
}

/** What commands have to tell at length, as read-only documents with links, each kept as long as it is open. */
export class Reports implements Disposable {
  readonly #reports = new Map<string, readonly ReportLine[]>();
  readonly #subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(REPORT_SCHEME, {
      provideTextDocumentContent: (uri) => (this.#reports.get(uri.toString()) ?? []).map(lineText).join('\n'),
    }),
    languages.registerDocumentLinkProvider(
      { scheme: REPORT_SCHEME },
      { provideDocumentLinks: (document) => this.#linksOf(document) },
    ),
    workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())),
  );
  #shown = 0;

  /** Shows a report beside what is worked on, which keeps the focus. */
  async show(name: string, lines: readonly ReportLine[]): Promise<void> {
    const path = documentPath('report', `${name}.txt`);
    const uri = Uri.from({ scheme: REPORT_SCHEME, path, query: `${++this.#shown}` });
    this.#reports.set(uri.toString(), lines);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, {
      preview: false,
      preserveFocus: true,
      viewColumn: ViewColumn.Beside,
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #linksOf({ uri }: TextDocument): DocumentLink[] {
    return (this.#reports.get(uri.toString()) ?? []).flatMap(({ link }, line) => {
      if (!link) return [];
      const range = new Range(line, 0, line, labelText(link.text).length);
      const { target, place } = link;
      const fragment = place ? `L${place.line},${place.column}` : '';
      return linkTo(
        range,
        l10n.t({ message: 'Open', comment: ['What a click on a link does'] }),
        target.with({ fragment }),
      );
    });
  }
}

function lineText({ link, text }: ReportLine): string {
  return labelText(link ? `${link.text} ${text}`.trimEnd() : text);
}
