import type { EncodingName } from './encodings.js';

/** How long a prompt may be: in characters, or in tokens by an encoding. */
export interface SizeLimit {
  readonly unit: 'characters' | EncodingName;
  readonly most: number;
  /** What says so: the budget of the folder, or what the input expects. */
  readonly by: 'budget' | 'input';
}
