import type { EncodingName } from '../core/model/encodings.js';
import type { Placeholder } from '../core/model/placeholders.js';
import type { SizeLimit } from '../core/model/sizeLimit.js';
import type { BySlot, Slot } from '../core/model/slots.js';
import type { Choices, NoticeMessage } from '../webview/fields.js';

// What the extension and the preview page say to each other. Both sides read what arrives with the functions
// of readMessages.ts and drop anything of another form: the page never trusts content, the extension never trusts the page.

/** A run of rendered text: written in the template (`value` absent), or brought in for a placeholder, perhaps empty. */
export interface Piece {
  readonly text: string;
  readonly value?: Placeholder;
}

/**
 * The text of a part, as it differs from the one sent before for the same slot: the first `keepStart` and the last
 * `keepEnd` units stay (see runs.ts for units), and `insert` stands between. A first text keeps nothing.
 */
export interface TextPatch {
  readonly keepStart: number;
  readonly keepEnd: number;
  readonly insert: readonly Piece[];
}

/** One of the four parts of the prompt. */
export interface Section {
  readonly slot: Slot;
  /** `template_id@semver`, or `bundle_id@semver#slot` of an inline template. */
  readonly source: string;
  readonly templateHash: string;
  /** Whether its text is another than the baseline's (see `RenderMessage.baseline`). */
  readonly changed: boolean;
  readonly text: TextPatch;
}

/** A hash with its name in the spec and what it covers. */
export interface NamedHash {
  readonly name: string;
  readonly value: string;
  readonly covers: string;
  /** Whether it is another than the baseline's. */
  readonly changed: boolean;
}

/** The fields of the input's form. */
export const FORM_FIELDS = ['activity_level', 'stress', 'task', 'semantic_traits'] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** Why the newest text does not render. The page keeps the last good render below it. */
export interface Problem {
  readonly message: string;
  /** The choice that stops the render, if it is one. */
  readonly choice: 'input' | 'model' | null;
  /** `file:line` and what is wrong there, each a link; and the field whose value it is, if it is one of the input. */
  readonly details: readonly {
    readonly place: string;
    readonly message: string;
    readonly field: FormField | null;
  }[];
}

/** A stretch of a part's text, in UTF-16 offsets of that text. */
export interface Mark {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

export type FindingSeverity = 'error' | 'warning' | 'information';

/** A finding in one of the files of the render, and where it shows in the prompt (nowhere, for one on a key). */
export interface ShownFinding {
  readonly severity: FindingSeverity;
  readonly code: string;
  readonly message: string;
  /** `file:line`. */
  readonly place: string;
  readonly marks: readonly Mark[];
}

/** A finding that an entry of its file's `suppress` list keeps from being reported, and the reason the entry gives. */
export interface SuppressedFinding extends ShownFinding {
  readonly reason: string;
}

/** Something that can be done about a finding, as the editor's quick fixes name it. */
export interface OfferedFix {
  readonly title: string;
  /** Whether it is the obvious thing to do. */
  readonly isPreferred: boolean;
}

/** A constraint that is in force, and the template it comes from. */
export interface ShownConstraint {
  readonly label: string;
  readonly source: string;
}

/** The input as a form: the values that the render was made with. */
export interface InputForm {
  /** Levels may be out of their range, in a file with errors. */
  readonly activity_level: number;
  readonly stress: number;
  readonly task: string;
  /** As JSON, indented by two, or as it was typed last if that is no mapping. */
  readonly traits: string;
  /** Why the traits as typed are not used, or `null`. */
  readonly traitsProblem: string | null;
  /** Whether the form was edited and is not saved as a file. */
  readonly isDraft: boolean;
}

/** What the page shows. Parts that did not change since the last message are left out of `sections`. */
export interface RenderMessage {
  readonly type: 'render';
  /** `bundle_id`, or `null` when there is no bundle to show. */
  readonly bundleId: string | null;
  /** The version of the bundle by its name, or as it was called last; empty where that is not known. */
  readonly bundleName: string;
  readonly versions: Choices;
  /** Whether a template is shown by itself, which no bundle uses yet: then it stands wherever a bundle would. */
  readonly isAlone: boolean;
  /** Whether the version is shown as it was published, since no file defines it any more: nothing of it can be edited. */
  readonly isPublished: boolean;
  readonly inputs: Choices;
  /** Why no input is chosen, where there are some; else empty. */
  readonly inputNote: string;
  readonly models: Choices;
  /** Of the render that is shown: below a problem, of the last good one. */
  readonly hashes: readonly NamedHash[];
  /** What changes are counted from, and what they come to: "Changed since the preview was opened: personality." */
  readonly baseline: string;
  /** All that changes can be counted from, and what they are. */
  readonly baselines: Choices;
  readonly sections: readonly Section[];
  readonly constraints: readonly ShownConstraint[];
  readonly limits: readonly SizeLimit[];
  /** What tokens may be counted by, the usual one first. */
  readonly encodings: readonly EncodingName[];
  readonly findings: readonly ShownFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Another number whenever a text comes from another place than before, even if it is the same text. */
  readonly mapVersion: number;
  /** `null` while the input's file is broken. */
  readonly input: InputForm | null;
  readonly problem: Problem | null;
  /** Whether files of the workspace are still being read: what is shown is right for those that were, and may change. */
  readonly isReading: boolean;
  /** Locked to its bundle, or following the active editor. */
  readonly isLocked: boolean;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** The drop-downs of a render. */
export const LISTS = ['versions', 'inputs', 'models', 'baselines'] as const;

export type List = (typeof LISTS)[number];

/** All else of a render that the page keeps: every part of it but its text. */
export const KEPT_FIELDS = [
  'bundleId',
  'bundleName',
  'isAlone',
  'isPublished',
  'inputNote',
  'hashes',
  'baseline',
  'constraints',
  'limits',
  'encodings',
  'findings',
  'suppressed',
  'mapVersion',
  'input',
  'problem',
  'isReading',
  'isLocked',
  'canGoBack',
  'canGoForward',
] as const satisfies readonly Exclude<keyof RenderMessage, List | 'type' | 'sections'>[];

/** Some of what the page shows, made anew; the rest is as it was sent. */
export type RenderPart = Partial<RenderMessage>;

/** What the page is sent to show: what is different from before, and of a drop-down no options while they stay; see `sentRender.ts`. */
export type SentRenderMessage = Pick<RenderMessage, 'type' | 'sections'> &
  Omit<RenderPart, List> &
  Partial<Readonly<Record<List, Partial<Choices>>>>;

/** What the cursor or the selection of an editor became in the prompt; none to show none. */
export interface HighlightMessage {
  readonly type: 'highlight';
  readonly marks: readonly Mark[];
  /** The part to bring into sight, when its template was opened and the cursor is on no text of it; else `null`. */
  readonly section: Slot | null;
}

/** The answer to `listFixes`: what can be done about the finding of that index. */
export interface FixesMessage {
  readonly type: 'fixes';
  readonly index: number;
  readonly fixes: readonly OfferedFix[];
}

/** The answer to `locate`: the stretch around the offset that has one origin, and the origin in words. */
export interface LocatedMessage {
  readonly type: 'located';
  readonly mark: Mark;
  /** Such as "support-persona@1.3.0", or "semantic_traits.tone". */
  readonly origin: string;
  /** `file:line`, or an empty text for a default value that stands in no file. */
  readonly place: string;
}

/** The texts that changes in the prompt are counted from. Sent while the page shows changes, whenever they are others. */
export interface BaselineMessage {
  readonly type: 'baseline';
  readonly texts: BySlot<string> | null;
  /** Why there are none; empty where there are. */
  readonly problem: string;
}

/** What last changed a text: a commit, an edit that is in no commit yet, or a version where only those are known. */
export type ShownRevision =
  | {
      readonly kind: 'commit';
      readonly hash: string;
      readonly author: string;
      /** ISO 8601, with the author's zone. */
      readonly date: string;
      /** The first line of the message. */
      readonly subject: string;
    }
  | { readonly kind: 'uncommitted' }
  | { readonly kind: 'version'; readonly semver: string };

/** The last change of a sentence in one of the texts that it is made of. */
export interface ShownChange {
  /** As in `LocatedMessage`. */
  readonly origin: string;
  readonly place: string;
  readonly revision: ShownRevision;
  /** The sentences that stood there before; `null` where none did. */
  readonly before: string | null;
  /** Whether VS Code can show the change. */
  readonly canOpen: boolean;
}

/** The answer to `sinceWhen`: the sentence around the offset, and what last changed it, the newest first. */
export interface SinceMessage {
  readonly type: 'since';
  readonly mark: Mark;
  readonly changes: readonly ShownChange[];
  /** In words, which published version holds the template's text first; empty where none of it is of a template. */
  readonly published: string;
  /** Why there is no more to tell; empty where all is told. */
  readonly note: string;
}

/** An answer takes longer than is not felt: for the sentence at a place, or for all (`null`). */
export interface LookingBackMessage {
  readonly type: 'lookingBack';
  readonly mark: Mark | null;
}

/** A sentence, and the number of the revision that last changed it; `null` where none is known. */
export interface DatedSentence extends Mark {
  readonly revision: number | null;
  readonly firstVersion: string | null;
}

/** Since when each sentence is there. Sent while the page shows ages, whenever they are others. */
export interface AgesMessage {
  readonly type: 'ages';
  readonly revisions: readonly ShownRevision[];
  readonly sentences: readonly DatedSentence[];
  readonly note: string;
}

/** Asks the page to ask `sinceWhen` for the place where its reader is. */
export interface AskPlaceMessage {
  readonly type: 'askPlace';
}

export type HostMessage =
  | BaselineMessage
  | SentRenderMessage
  | NoticeMessage
  | HighlightMessage
  | FixesMessage
  | LocatedMessage
  | SinceMessage
  | LookingBackMessage
  | AgesMessage
  | AskPlaceMessage;

/** What the preview shows and restores after a reload of the window. */
export interface Selection {
  /** The URI of a bundle, of a published one's snapshot, or of a template that no bundle uses. */
  readonly bundle: string;
  readonly input: string;
  readonly model: string;
}

/** Fields of the input's form that were edited; the others stay. */
export interface InputEdit {
  readonly activity_level?: number;
  readonly stress?: number;
  readonly task?: string;
  readonly traits?: string;
}

/** Commands of the page that need no more than their name. */
export const PLAIN_COMMANDS = [
  'ready',
  'copyPrompt',
  'openRendered',
  'saveInput',
  'discardInput',
  'back',
  'forward',
  'newBundle',
  'newBundleWith',
  'createSample',
  'menuOpened',
  'stopLookingBack',
] as const;

export type PageMessage =
  | { readonly type: (typeof PLAIN_COMMANDS)[number] }
  | { readonly type: 'select'; readonly selection: Partial<Selection> }
  | { readonly type: 'copyHash'; readonly name: string }
  | { readonly type: 'openSource' | 'copySection'; readonly slot: Slot }
  | {
      readonly type: 'openProblem' | 'openFinding' | 'openSuppressed' | 'openConstraint' | 'listFixes';
      readonly index: number;
    }
  /** Makes the fix of that place in the list that was sent for the finding. */
  | { readonly type: 'applyFix'; readonly index: number; readonly fix: number }
  /** Where does this come from: to tell, or to go there. */
  | { readonly type: 'locate' | 'openAt'; readonly slot: Slot; readonly offset: number }
  | { readonly type: 'editInput'; readonly edit: InputEdit }
  /** Whether changes are shown, so that the host sends what they are counted from; and what that is to be. */
  | { readonly type: 'showChanges'; readonly isShown: boolean }
  | { readonly type: 'chooseBaseline'; readonly baseline: string }
  /** Since when is the sentence there, and since when are all of them. */
  | { readonly type: 'sinceWhen'; readonly slot: Slot; readonly offset: number }
  | { readonly type: 'showAges'; readonly isShown: boolean }
  /** Of the changes that `since` told. */
  | { readonly type: 'openChange' | 'copyCommit'; readonly index: number }
  | { readonly type: 'setLocked'; readonly isLocked: boolean };
