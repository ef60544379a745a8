import {
  CodeActionKind,
  Disposable,
  languages,
  Uri,
  workspace,
  type CodeAction,
  type DocumentSelector,
  type Range,
} from 'vscode';
import { PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { slotAt } from '../../language/index.js';
import type { ShownProblem } from '../problems/diagnostics.js';
import type { FixCommand } from './runFix.js';
import type { FixServices } from './services.js';

/** Scheme of the pages that document the rules: read-only, and the same on a disk and on a web server. */
const PAGE_SCHEME = 'prompt-bundles-rule';
const FIX_ALL = CodeActionKind.SourceFixAll.append('promptBundles');

const PROVIDED = [
  CodeActionKind.QuickFix,
  FIX_ALL,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
];

/** The quick fixes. What they do is a module of its own, read when it is first asked for. */
export class QuickFixes implements Disposable {
  readonly #services: FixServices;
  readonly #subscriptions: Disposable;

  constructor(extension: Uri, services: Omit<FixServices, 'pageScheme' | 'fixAllKind'>) {
    this.#services = { ...services, pageScheme: PAGE_SCHEME, fixAllKind: FIX_ALL };
    this.#subscriptions = Disposable.from(
      workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
        provideTextDocumentContent: async ({ path }) =>
          decodeUtf8(await workspace.fs.readFile(Uri.joinPath(extension, 'media/rules', path))).text,
      }),
      this.provideIn({ pattern: PROMPT_FILES_GLOB }, PROVIDED, (uri, range, only) =>
        this.#hasActions(uri, range, only),
      ),
    );
  }

  /** Offers the actions in documents of a kind, where `hasActions` says that there may be some. */
  provideIn(
    selector: DocumentSelector,
    providedCodeActionKinds: readonly CodeActionKind[],
    hasActions: (uri: Uri, range: Range, only: CodeActionKind | undefined) => Promise<boolean> | boolean,
  ): Disposable {
    return languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async ({ uri }, range, { only }) =>
          (await hasActions(uri, range, only))
            ? (await load()).provideActions(this.#services, uri, range, only)
            : [],
        resolveCodeAction: async (action) => (await load()).resolveAction(this.#services, action),
      },
      { providedCodeActionKinds },
    );
  }

  /** Whether there may be something to offer: VS Code asks at every place that the cursor comes to. */
  async #hasActions(uri: Uri, range: Range, only: CodeActionKind | undefined): Promise<boolean> {
    if (only) return PROVIDED.some((kind) => only.intersects(kind));
    const { files, diagnostics } = this.#services;
    const file = uri.toString();
    if (diagnostics.problems(file).some(({ diagnostic }) => diagnostic.range.intersection(range)))
      return true;
    const parsed = await files.read(file);
    const { line, character: column } = range.start;
    return parsed !== undefined && slotAt(parsed, parsed.source.offsetAt({ line, column })) !== undefined;
  }

  /** Runs a command on a problem; what it is not given, it asks for. */
  async run(name: FixCommand, argument: unknown): Promise<void> {
    await (await load()).runFix(this.#services, name, argument);
  }

  /** What can be done about a problem of a file that is shown; nothing once it is gone. */
  async actionsFor(file: string, isMeant: (problem: ShownProblem) => boolean): Promise<CodeAction[]> {
    return (await load()).actionsFor(this.#services, Uri.parse(file), isMeant);
  }

  /** Does what an action offers. False when its file cannot be edited. */
  async runAction(action: CodeAction): Promise<boolean> {
    return (await load()).runAction(this.#services, action);
  }

  /** What filling a file that says nothing yet is called; `undefined` for one that says something. */
  async starterTitle(uri: Uri): Promise<string | undefined> {
    return (await load()).starterTitleOf(this.#services, uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

const load = () => import('./index.js');
