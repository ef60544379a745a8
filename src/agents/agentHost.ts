import type { FindingCode, RuleSeverities } from '../core/model/findings.js';
import type { Render } from '../core/promptGenerator.js';
import type { PromptLanguage } from '../language/index.js';

/** What a shell brings: its files, and where renders are recorded. */
export interface AgentHost {
  /** The language over the files as they are now: one over all roots, or one for each. Asked anew for each call. */
  languages(): Promise<readonly PromptLanguage[]>;
  /** What agents call a root, by its key in `files.scopes()`: a path, such as `prompts`, or `.`. */
  nameOfRoot(root: string): string;
  /** Records what an agent was given, as one act with the event `agent`; `root` is the key of the root. What it gives is waited for. */
  record(root: string, renders: readonly Render[]): Promise<void> | void;
  /** The page of a code, in Markdown; `undefined` where it cannot be read. */
  rulePage(code: FindingCode): Promise<string | undefined>;
  /** The severities that whoever asks has set for a file, for the configuration to count before; none when absent. */
  rulesOf?(file: string): RuleSeverities;
  /** True where the findings of prompts are kept up to date, as in an editor: then no bundle is assembled for a check. */
  readonly isKeptUpToDate: boolean;
}

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON; what is `undefined` is left out. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** What a tool gives. */
export interface ToolResult {
  /** For a model to read, in order. A prompt is one of them by itself, exact to the byte. */
  readonly texts: readonly string[];
  /** The same for programs; absent for an error. */
  readonly structured?: JsonObject;
  /** Whether the call was refused: the text says why, and what to do. */
  readonly isError: boolean;
}
