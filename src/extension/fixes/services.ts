import type { CodeActionKind, Uri } from 'vscode';
import type { FixSubject, PromptLanguage } from '../../language/index.js';
import type { Diagnostics, ShownProblem } from '../problems/diagnostics.js';
import type { Platform } from '../workspace/platform.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** A file with problems, as it stands. */
export interface OpenFile {
  readonly uri: Uri;
  readonly subject: FixSubject;
  readonly problems: readonly ShownProblem[];
  /** An answer of the model: in no file of ours, so nothing is suppressed in it. */
  readonly isAnswer?: boolean;
}

/** What the quick fixes work with: handed in, so that their module does not hold any of it once more. */
export interface FixServices {
  readonly files: Pick<
    PromptWorkspace,
    'read' | 'told' | 'cache' | 'scopeKey' | 'scopeOf' | 'scopes' | 'settled' | 'include' | 'includeSnapshots'
  >;
  readonly diagnostics: Pick<Diagnostics, 'problems'>;
  /** Documents that are checked as answers of the model, by their URIs. */
  readonly answers: ReadonlyMap<string, () => OpenFile>;
  readonly platform: Pick<Platform, 'isLocked'>;
  readonly language: Pick<
    PromptLanguage,
    'rereadAs' | 'compareExpectations' | 'expectationResults' | 'publishedGenerator'
  >;
  /** Scheme of the pages that document the rules. */
  readonly pageScheme: string;
  readonly fixAllKind: CodeActionKind;
}
