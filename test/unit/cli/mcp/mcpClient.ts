import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { projectFolder } from '../../projectFolder.js';

/** The built command line. */
export const program = path.join(projectFolder, 'dist/cli.js');

/** A client of a server that runs in a process of its own. */
export interface TestClient {
  readonly client: Client;
  /** The id of the server's process. */
  readonly pid: number;
  /** What the server said beside the protocol. */
  readonly said: () => string;
  /** Settles with the next notifications of a change that holds, such as `resource file:///…`. */
  readonly told: (holds: (notification: string) => boolean) => Promise<string>;
}

const clients: Client[] = [];

/** Connects the SDK's client to a server over a folder, by standard input and output. */
export async function connect(root: string, ...options: string[]): Promise<TestClient> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'mcp', '--root', root, ...options],
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  const see = (notification: string): void => {
    seen.push(notification);
    for (const look of waiting) look();
  };
  client.setNotificationHandler(PromptListChangedNotificationSchema, () => {
    see('prompts');
  });
  client.setNotificationHandler(ResourceListChangedNotificationSchema, () => {
    see('resources');
  });
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params: { uri } }) => {
    see(`resource ${uri}`);
  });
  await client.connect(transport);
  clients.push(client);
  const told = (holds: (notification: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = seen.findIndex(holds);
        if (found < 0) return;
        waiting.delete(look);
        resolve(seen.splice(found, 1)[0] ?? '');
      };
      waiting.add(look);
      look();
    });
  return { client, pid: transport.pid ?? 0, said: () => said, told };
}

/** Ends all clients, and with them their servers. */
export async function disconnectAll(): Promise<void> {
  for (const client of clients.splice(0)) await client.close();
}

/** A tool's texts, and whether the call was refused. */
export async function callTool(
  { client }: TestClient,
  name: string,
  given: Record<string, unknown> = {},
): Promise<{ texts: string[]; structured: Record<string, unknown>; isError: boolean }> {
  const result = await client.callTool({ name, arguments: given });
  const content = result.content as { text: string }[];
  return {
    texts: content.map(({ text }) => text),
    structured: (result.structuredContent ?? {}) as Record<string, unknown>,
    isError: result.isError === true,
  };
}
