// What a server of MCP serves, in the words of the protocol: types alone, which need no SDK.

/** A tool, as clients are told of it. */
export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
}

/** What a tool gave. */
export interface ServedResult {
  readonly texts: readonly string[];
  readonly structured?: object;
  readonly isError: boolean;
}

/** A prompt, and the arguments that it takes, all of them texts. */
export interface ServedPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
}

/** A prompt that was asked for. */
export interface ServedMessages {
  readonly description: string;
  /** The prompt, exact to the byte. */
  readonly text: string;
  /** Its names and hashes. */
  readonly facts: object;
}

/** A resource, as clients are told of it; `size` in bytes. */
export interface ServedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  readonly size?: number;
}

/** A piece of a resource, or what was left out of it. */
export interface ServedText {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
}

/** What a shell brings. Whatever it throws that is no refusal is a fault of the program. */
export interface Served {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** What clients may tell a model of the whole. */
  readonly instructions: string;
  readonly tools: readonly ServedTool[];
  callTool(name: string, given: unknown): Promise<ServedResult>;
  /** All prompts, in order, each told of when it is shown: there may be many. */
  prompts(): Promise<Listing<ServedPrompt>>;
  prompt(name: string, given: Readonly<Record<string, string>>): Promise<ServedMessages>;
  resources(): Promise<Listing<ServedResource>>;
  /** `undefined` for one that is not there. */
  read(uri: string): Promise<readonly ServedText[] | undefined>;
  /** Whether there is a resource. */
  has(uri: string): Promise<boolean>;
  /** Whether an error says what is wrong with a request, and what to do. */
  isRefusal(error: unknown): error is Error;
  /** What the argument of a prompt may be, of what begins so, the likeliest first. */
  complete(prompt: string, argument: string, begun: string): Promise<readonly string[]>;
}

/** A long list of which only what is shown is described. */
export interface Listing<Item> {
  readonly length: number;
  slice(from: number, to: number): Promise<readonly Item[]>;
}

/** What became another since it was told. */
export interface Changes {
  readonly prompts: boolean;
  /** Whether resources came or went. */
  readonly resources: boolean;
  /** The resources that say something else now, or went. */
  readonly uris: readonly string[];
}
