import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { projectFolder } from '../harness/project.mjs';

export const CLI = path.join(projectFolder, 'dist/cli.js');

/** What an editor of today can do. */
export const ABLE: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ['markdown'], labelDetailsSupport: true },
    },
  },
};

/** A client of a server that runs as a process of its own, as an editor starts it. */
export class Client {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly connection: ProtocolConnection;
  /** What was told last of each file, by its URI. */
  readonly told = new Map<string, PublishDiagnosticsParams>();
  /** What the server watches for. */
  readonly watched: string[] = [];
  error = '';
  #versions = new Map<string, number>();
  #wake: () => void = () => undefined;

  constructor(
    readonly folder: string,
    args: readonly string[] = [],
  ) {
    this.child = spawn(process.execPath, [CLI, 'lsp', ...args], { stdio: 'pipe', cwd: folder });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.error += text));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.told.set(params.uri, params);
      this.#wake();
    });
    this.connection.onRequest('client/registerCapability', (params: Registrations) => {
      for (const { registerOptions } of params.registrations)
        this.watched.push(...(registerOptions?.watchers ?? []).map(({ globPattern }) => globPattern));
      this.#wake();
    });
    this.child.on('close', () => {
      this.#wake();
    });
    this.connection.onError(() => undefined);
    this.connection.listen();
  }

  /** A client of a folder, which is ready. */
  static async start(
    folder: string,
    capabilities: ClientCapabilities = ABLE,
    args: readonly string[] = [],
  ): Promise<Client> {
    const client = new Client(folder, args);
    await client.initialize(capabilities, [folder]);
    return client;
  }

  async initialize(capabilities: ClientCapabilities, folders: readonly string[]): Promise<InitializeResult> {
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: 'folder' })),
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.folder, file)).href;
  }

  async open(file: string, text: string): Promise<void> {
    const uri = this.uri(file);
    this.#versions.set(uri, 1);
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
  }

  async change(file: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const uri = this.uri(file);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  async close(file: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(file) } });
  }

  notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Asks about a place of a file: its line and character, from 0. */
  ask<Answer>(
    method: string,
    file: string,
    place?: readonly [number, number],
    rest: object = {},
  ): Promise<Answer> {
    const [line, character] = place ?? [0, 0];
    return this.connection.sendRequest(method, {
      textDocument: { uri: this.uri(file) },
      ...(place && { position: { line, character } }),
      ...rest,
    });
  }

  /** Waits until something is so; each message of the server may make it so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`The server ended: ${this.error}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Waits for what is told of a version of a file. */
  async toldOf(file: string, version: number): Promise<readonly Diagnostic[]> {
    const uri = this.uri(file);
    await this.until(() => this.told.get(uri)?.version === version);
    return this.told.get(uri)?.diagnostics ?? [];
  }

  /** What was told of all files, as lines in order. */
  lines(): readonly string[] {
    return [...this.told.values()].flatMap(({ uri, diagnostics }) =>
      diagnostics.map((one) => lineOf(this.folder, uri, one)),
    );
  }

  /** Ends as an editor does. Gives the exit code. */
  async end(): Promise<number | null> {
    const closed = once(this.child, 'close');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await closed;
    this.connection.dispose();
    return this.child.exitCode;
  }

  /** Ends it whatever it does. */
  kill(): void {
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }
}

interface Registrations {
  readonly registrations: readonly {
    readonly registerOptions?: { readonly watchers?: readonly { readonly globPattern: string }[] };
  }[];
}

const SEVERITIES = ['', 'error', 'warning', 'information'];

/** A diagnostic with its related places, in one line. */
export function lineOf(folder: string, uri: string, one: Diagnostic): string {
  const { range, severity, code, message, relatedInformation = [] } = one;
  const base = `${pathToFileURL(folder).href}/`;
  const place = (at: string, { start, end }: Diagnostic['range']): string =>
    `${decodeURIComponent(at.replace(base, ''))} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  const related = relatedInformation.map(
    ({ location, message: text }) => `${place(location.uri, location.range)} ${text}`,
  );
  return [`${place(uri, range)} ${SEVERITIES[severity ?? 0]} ${code} ${message as string}`, ...related].join(
    ' | ',
  );
}

interface JsonPlace {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly message: string;
}

interface JsonFinding extends JsonPlace {
  readonly code: string;
  readonly severity: string;
  readonly related: readonly JsonPlace[];
}

/** What `lint --format json` finds in a folder, as the same lines. */
export async function lintLines(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { findings } = JSON.parse(await cli(folder, 'lint', '--no-cache', '--format', 'json', ...args)) as {
    readonly findings: readonly JsonFinding[];
  };
  const place = ({ file, start, end }: JsonPlace): string =>
    `${file} ${start.line}:${start.column}-${end.line}:${end.column}`;
  return findings.map((one) =>
    [
      `${place(one)} ${one.severity} ${one.code} ${one.message}`,
      ...one.related.map((other) => `${place(other)} ${other.message}`),
    ].join(' | '),
  );
}

/** What a command prints, whatever its exit code. */
export function cli(folder: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { cwd: folder, maxBuffer: 100_000_000 },
      (error, stdout, stderr) => {
        if (error && (typeof error.code !== 'number' || error.code > 1)) reject(new Error(stderr));
        else resolve(stdout);
      },
    );
  });
}
