import type { Readable, Writable } from 'node:stream';
// The high-level one validates by schemas of Zod, which would be written beside those that the tools have.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { invalid, ProtocolError } from './protocolError.js';
import { pageFrom } from './pageFrom.js';
import type { Changes, Served } from './served.js';

export type * from './served.js';

/** Where a server reads and writes. */
export interface McpStreams {
  readonly input: Readable;
  /** Takes nothing but the protocol. */
  readonly output: Writable;
  /** Is told, in a line, what else there is to say, such as a message that nobody can read. */
  readonly log: (line: string) => void;
}

/** A server that runs. */
export interface McpConnection {
  /** Tells the client what has changed, as far as it asked for it. */
  changed(changes: Changes): Promise<void>;
  /** Settles when the client has closed its end, or sent what is too long to be read. */
  readonly closed: Promise<void>;
}

/** The most subscriptions of one client. */
const MAX_SUBSCRIPTIONS = 10_000;
/** The most proposals for an argument, as the protocol has it. */
const MAX_COMPLETIONS = 100;
/** What is said of a resource that is not there (the protocol's own code). */
const RESOURCE_NOT_FOUND = -32_002;

/** Serves over standard input and output until the client closes its end. Nothing that it sends ends it before. */
export async function serveMcp(served: Served, { input, output, log }: McpStreams): Promise<McpConnection> {
  const { name, title, version, instructions, tools } = served;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  const server = new Server(
    { name, title, version },
    {
      capabilities: {
        tools: {},
        prompts: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        completions: {},
      },
      instructions,
      // Answers to questions to people are held to their schemas by it, and none is asked.
      jsonSchemaValidator: { getValidator: refuseValidator },
    },
  );
  const subscribed = new Set<string>();
  let isInitialized = false;
  server.oninitialized = () => (isInitialized = true);
  server.onerror = (error) => {
    log(`A message cannot be read: ${error.message}`);
  };

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ inputSchema, ...tool }) => ({
      ...tool,
      inputSchema: inputSchema as { type: 'object' },
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      const { texts, structured, isError } = await served.callTool(params.name, params.arguments);
      return {
        content: texts.map((text) => ({ type: 'text' as const, text })),
        ...(structured && { structuredContent: { ...structured } }),
        isError,
      };
    } catch (error) {
      const isRefused = served.isRefusal(error);
      if (!isRefused) log(faultOf(error));
      const text = isRefused ? error.message : `A fault of the program: ${messageOf(error)}`;
      return { content: [{ type: 'text' as const, text }], isError: true };
    }
  });
  server.setRequestHandler(ListPromptsRequestSchema, ({ params }) =>
    told(async () => {
      const { items, ...next } = await pageFrom(await served.prompts(), params?.cursor);
      return { prompts: items.map((prompt) => ({ ...prompt, arguments: [...prompt.arguments] })), ...next };
    }),
  );
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    told(async () => {
      const { description, text, facts } = await served.prompt(params.name, params.arguments ?? {});
      return {
        description,
        messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
        _meta: { ...facts },
      };
    }),
  );
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }) =>
    told(async () => {
      const { items, ...next } = await pageFrom(await served.resources(), params?.cursor);
      return { resources: [...items], ...next };
    }),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [] }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) =>
    told(async () => {
      const contents = await served.read(params.uri);
      if (!contents) throw unknownResource();
      return { contents: [...contents] };
    }),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }) =>
    told(async () => {
      if (!(await served.has(uri))) throw unknownResource();
      if (subscribed.size >= MAX_SUBSCRIPTIONS && !subscribed.has(uri))
        throw invalid(`There are ${MAX_SUBSCRIPTIONS} subscriptions already. End some first.`);
      subscribed.add(uri);
      return {};
    }),
  );
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    subscribed.delete(uri);
    return {};
  });
  server.setRequestHandler(CompleteRequestSchema, ({ params: { ref, argument } }) =>
    told(async () => {
      const all =
        ref.type === 'ref/prompt' ? await served.complete(ref.name, argument.name, argument.value) : [];
      const values = all.slice(0, MAX_COMPLETIONS);
      return { completion: { values, total: all.length, hasMore: values.length < all.length } };
    }),
  );

  const transport = new StdioServerTransport(input, output);
  const closed = new Promise<void>((resolve) => (server.onclose = resolve));
  // The transport does not look for the end of what it reads.
  for (const event of ['end', 'close']) input.once(event, () => void server.close());
  await server.connect(transport);

  return {
    closed,
    changed: async ({ prompts, resources, uris }) => {
      if (!isInitialized) return;
      if (prompts) await server.sendPromptListChanged();
      if (resources) await server.sendResourceListChanged();
      for (const uri of uris) if (subscribed.has(uri)) await server.sendResourceUpdated({ uri });
    },
  };

  /** Refusals and faults as errors of the protocol. */
  async function told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      if (served.isRefusal(error)) throw invalid(error.message);
      log(faultOf(error));
      throw new ProtocolError(ErrorCode.InternalError, `A fault of the program: ${messageOf(error)}`);
    }
  }
}

function unknownResource(): ProtocolError {
  return new ProtocolError(RESOURCE_NOT_FOUND, 'There is no such resource. resources/list has all.');
}

function refuseValidator(): never {
  throw new TypeError('No answer is asked for that would be validated.');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
