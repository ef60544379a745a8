import type { FileType } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { TextRange } from '../../core/model/findings.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import type { LanguageContext } from '../context.js';
import type { ChosenInput } from '../navigation/places.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { CompletionPlace, Path } from './place.js';
import type { YamlTokens } from './yamlPlace.js';

/** What a completion is, which tells the icon that it has in a list. */
export type CompletionKind = 'key' | 'value' | 'reference' | 'placeholder' | 'snippet';

/** Something that can be written at the cursor. Nothing in it is escaped: labels and documentation may hold any text. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** A few words beside the label. */
  readonly detail?: string;
  readonly documentation?: readonly MarkdownPart[];
  /** Makes what is worth saying of this one alone, such as the first line of a template. */
  readonly describe?: () => Promise<Pick<Completion, 'detail' | 'documentation'>>;
  /** What is replaced; on the line of the cursor, which lies in it. */
  readonly range: TextRange;
  /** What is written there, its indentation included. */
  readonly text: string;
  /** What the word in the range is compared with. */
  readonly filterText: string;
  /** Where the cursor goes, in `text`: one place after the other. Behind the text where there is none. */
  readonly stops?: readonly TextRange[];
  /** True when there is more to choose where the cursor goes then. */
  readonly further?: boolean;
  /** What has to change elsewhere, on other lines. */
  readonly edits?: readonly (TextRange & { readonly text: string })[];
  /** Characters that accept it when they are typed. */
  readonly commit?: readonly string[];
}

/** All that can be written at the cursor, the likeliest first. */
export interface Completions {
  readonly items: readonly Completion[];
  /** True when there are more than are listed: with another letter others may be. */
  readonly isIncomplete: boolean;
}

/** What completion works with besides the context of the language. */
export interface CompletionOptions {
  /** Reads texts as files of a type. Handed in, since the parsers are large. */
  readonly parse: (type: FileType, given: { readonly text: string }) => PromptFile;
  /** The tokens of a YAML text. Handed in likewise. */
  readonly yamlTokens: YamlTokens;
  /** Finds the input that prompts are shown with; the default values when there is none. */
  readonly chosenInput?: () => Promise<ChosenInput | undefined>;
  /** The sign that was typed, where that is why somebody asks: nobody did so otherwise. */
  readonly trigger?: string;
  /** What is said of findings of a code. */
  readonly describeCode?: (code: string) => string | undefined;
}

/** One question: what can be written at a place of a file. */
export interface Asked extends CompletionOptions {
  readonly context: LanguageContext;
  readonly scope: ScopeIndex;
  readonly file: string;
  readonly fileName: string;
  readonly type: FileType;
  readonly parsed: PromptFile;
  readonly text: string;
  readonly offset: number;
  /** Whether there is something to choose at a path. */
  readonly offers: (path: Path) => boolean;
}

/** The same with the place that is written at. */
export interface AskedAt extends Asked {
  readonly place: CompletionPlace;
}

/** The most completions that one list holds. */
export const MAX_COMPLETIONS = 200;
/** How many of more are listed: nobody looks through them all, and what is typed next is asked about anew. */
export const LISTED_OF_MANY = 50;

/** The completions of names, the best first: all of them, or the first of more than a list holds. */
export function listed(
  names: readonly string[],
  completion: (name: string) => Completion,
  mayBeMore = names.length > MAX_COMPLETIONS,
): Completions {
  const shown = mayBeMore ? names.slice(0, LISTED_OF_MANY) : names;
  return { items: shown.map(completion), isIncomplete: mayBeMore };
}

/** A list that holds all there is. */
export function all(items: readonly Completion[]): Completions {
  return { items, isIncomplete: false };
}
