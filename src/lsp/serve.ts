import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import { Server, type ServerOptions } from './server.js';

/** The pages of the rules, as they are installed beside the folder of this bundle. */
const PAGES = ['..', 'media', 'rules'];

/** What a client speaks by. */
export interface ServedStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Serves one client. Never settles: the process ends with 0 when the client says so, and with 1 when the client goes without a
 * word, which is seen by its end of the stream or its process.
 */
export function serve(
  { input, output }: ServedStreams,
  options: Omit<ServerOptions, 'pages'>,
): Promise<never> {
  const connection = createConnection(input, output);
  new Server(connection, { ...options, pages: path.join(__dirname, ...PAGES) });
  connection.listen();
  return new Promise<never>(() => undefined);
}
