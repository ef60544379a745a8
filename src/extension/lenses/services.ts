import type { BaseServices } from '../activation/baseServices.js';
import type { InputDrafts } from '../selection/inputDrafts.js';

/** What lenses, hints and the language status work with. */
export interface LensServices extends Pick<
  BaseServices,
  'files' | 'language' | 'diagnostics' | 'platform' | 'fixes' | 'memory' | 'log'
> {
  readonly drafts: InputDrafts;
}
