import path from 'node:path';
import {
  DidChangeWatchedFilesNotification,
  LogMessageNotification,
  MessageType,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type FileEvent,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import { failureText } from '../core/text/failureText.js';
import type { FileOptions } from '../node/folder/promptFolder.js';
import { abilitiesOf, type ClientAbilities } from './abilities.js';
import { currentAnswer, type CurrentHandler } from './currentAnswer.js';
import { Diagnostics } from './diagnostics.js';
import { shownText } from './output.js';
import { provideActions, PROVIDED_ACTIONS, resolveAction } from './requests/actions.js';
import { CompletionProvider, TRIGGERS } from './requests/completion.js';
import { provideInlayHints } from './requests/hints.js';
import { provideHover } from './requests/hover.js';
import {
  provideDefinition,
  provideHighlights,
  provideLinks,
  provideReferences,
} from './requests/navigation.js';
import { provideFolds, provideSelections } from './requests/ranges.js';
import { prepareRename, provideRename } from './requests/rename.js';
import { provideDocumentSymbols, provideWorkspaceSymbols } from './requests/symbols.js';
import { PromptWorkspace } from './workspace/promptWorkspace.js';
import { pathOfUri, uriOfPath } from './workspace/uris.js';
import { WATCHED_GLOBS } from './workspace/watchedFiles.js';

/** What a server is started with. */
export interface ServerOptions {
  readonly files: FileOptions;
  readonly now: () => Date;
  readonly version: string;
  /** The folder of the pages that document the rules. */
  readonly pages: string;
}

/** Answers a client by its connection, from when it initialises to when it ends. */
export class Server {
  readonly #workspace: PromptWorkspace;
  readonly #documents = new TextDocuments(TextDocument);
  #abilities: ClientAbilities = abilitiesOf({});
  #diagnostics: Diagnostics | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: ServerOptions,
  ) {
    this.#workspace = new PromptWorkspace({ options: options.files, now: options.now });
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => {
      this.#begin();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      this.#changedOnDisk(changes);
    });
    this.#documents.onDidChangeContent(({ document }) => {
      this.#workspace.open(document.uri, document.version, document.getText());
      this.#diagnostics?.refresh();
    });
    this.#documents.onDidClose(({ document }) => {
      this.#workspace.close(document.uri);
      this.#diagnostics?.refresh();
    });
    this.#documents.onDidSave(({ document }) => {
      this.#saved(document.uri);
    });
    this.#documents.listen(connection);
  }

  #initialize({ capabilities, workspaceFolders, ...params }: InitializeParams): InitializeResult {
    this.#abilities = abilitiesOf(capabilities);
    const diagnostics = new Diagnostics(this.#workspace, this.#abilities, {
      pageOf: (code) => uriOfPath(path.join(this.options.pages, `${code}.md`)),
      publish: (told) => this.connection.sendDiagnostics(told),
      failed: (fault) => {
        const message = shownText(failureText(fault));
        void this.connection.sendNotification(LogMessageNotification.type, {
          type: MessageType.Error,
          message,
        });
      },
    });
    this.#diagnostics = diagnostics;
    this.#answerRequests(diagnostics);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients tell nothing else
    const { rootUri } = params;
    const single = rootUri ? [rootUri] : [];
    this.#workspace.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? single);
    return {
      serverInfo: { name: 'prompt-bundles', version: this.options.version },
      capabilities: {
        // Every client knows this one, and the language counts so.
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentLinkProvider: {},
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: { label: 'Prompt Bundles' },
        workspaceSymbolProvider: true,
        codeActionProvider: { codeActionKinds: PROVIDED_ACTIONS, resolveProvider: true },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        inlayHintProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  #begin(): void {
    if (this.#abilities.watchesFiles)
      void this.connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: WATCHED_GLOBS.map((globPattern) => ({ globPattern })),
        })
        .catch(() => {
          // It cannot, after all: then what is saved tells.
          this.#abilities = { ...this.#abilities, watchesFiles: false };
        });
    if (this.#abilities.tellsFolders)
      this.connection.workspace.onDidChangeWorkspaceFolders(() => {
        void this.#askForFolders();
      });
    this.#diagnostics?.refresh();
  }

  async #askForFolders(): Promise<void> {
    try {
      const folders = await this.connection.workspace.getWorkspaceFolders();
      this.#workspace.setFolders((folders ?? []).map(({ uri }) => uri));
      this.#diagnostics?.refresh();
    } catch {
      // The client went meanwhile.
    }
  }

  #changedOnDisk(changes: readonly FileEvent[]): void {
    for (const { uri, type } of changes) {
      const place = pathOfUri(uri);
      if (place !== undefined)
        this.#workspace.changed(place, type === FileChangeType.Changed ? 'text' : 'files');
    }
    this.#diagnostics?.refresh();
  }

  /** Where nobody watches the files, what is saved tells that something was done to them. */
  #saved(uri: string): void {
    const isOurs = fileTypeOf(pathOfUri(uri) ?? '') !== undefined;
    // Those that decide about files are asked for by name below.
    if (this.#abilities.watchesFiles && isOurs) return;
    this.#workspace.changedAnyhow();
    this.#diagnostics?.refresh();
  }

  #answerRequests(diagnostics: Diagnostics): void {
    const { connection } = this;
    const services = { workspace: this.#workspace, abilities: this.#abilities };
    const completion = new CompletionProvider(services);
    const current = <Params, Answer>(
      answer: (params: Params) => Promise<Answer>,
    ): CurrentHandler<Params, Answer> => currentAnswer(this.#workspace, answer);
    const acting = { ...services, diagnostics };
    connection.onCompletion(current((params) => completion.provide(params)));
    connection.onCompletionResolve((item) => completion.resolve(item));
    connection.onHover(current((params) => provideHover(services, params)));
    connection.onDefinition(current((params) => provideDefinition(services, params)));
    connection.onReferences(current((params) => provideReferences(services, params)));
    connection.onDocumentHighlight(current((params) => provideHighlights(services, params)));
    connection.onDocumentLinks(current((params) => provideLinks(services, params)));
    connection.onPrepareRename(current((params) => prepareRename(services, params)));
    connection.onRenameRequest(current((params) => provideRename(services, params)));
    connection.onDocumentSymbol(current((params) => provideDocumentSymbols(services, params)));
    connection.onWorkspaceSymbol(current((params) => provideWorkspaceSymbols(services, params)));
    connection.onCodeAction(current((params) => provideActions(acting, params)));
    connection.onCodeActionResolve((action) => resolveAction(acting, action));
    connection.onFoldingRanges(current((params) => provideFolds(services, params)));
    connection.onSelectionRanges(current((params) => provideSelections(services, params)));
    connection.languages.inlayHint.on(current((params) => provideInlayHints(services, params)));
  }
}
