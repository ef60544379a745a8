import type { PromptErrorCode } from './promptError.js';

/** Why something that was asked for is not done, in a word for programs. Those of renders are the service's kind of words. */
export type RefusalCode =
  | PromptErrorCode
  | 'has_errors'
  | 'published_otherwise'
  | 'damaged_version'
  | 'too_large'
  | 'not_writable'
  | 'file_exists'
  | 'changed_meanwhile'
  | 'not_published'
  | 'invalid_label'
  | 'unknown_label'
  | 'invalid_labels'
  | 'invalid_baseline'
  | 'version_exists'
  | 'different_here'
  | 'not_in_registry'
  | 'registry_refused'
  | 'registry_unanswered'
  | 'registry_unable'
  | 'damaged_log'
  | 'anchor_differs'
  | 'unusable_file';

/** The same in words for people, whole sentences. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
}
