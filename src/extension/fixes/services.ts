import type { CodeActionKind } from 'vscode';
import type { PromptLanguage } from '../../language/index.js';
import type { Diagnostics } from '../problems/diagnostics.js';
import type { Platform } from '../workspace/platform.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What the quick fixes work with: handed in, so that their module does not hold any of it once more. */
export interface FixServices {
  readonly files: Pick<PromptWorkspace, 'read' | 'told' | 'cache' | 'scopeOf' | 'settled' | 'include'>;
  readonly diagnostics: Pick<Diagnostics, 'problems'>;
  readonly platform: Pick<Platform, 'isLocked'>;
  readonly language: Pick<PromptLanguage, 'rereadAs'>;
  /** Scheme of the pages that document the rules. */
  readonly pageScheme: string;
  readonly fixAllKind: CodeActionKind;
}
