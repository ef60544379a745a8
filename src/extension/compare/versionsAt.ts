import type { PromptGenerator } from '../../core/promptGenerator.js';
import type { PromptFileReader } from '../../language/index.js';

/** A place that has versions of bundles: what renders them there, and reads the files they came from. */
export interface VersionsAt {
  readonly semvers: readonly string[];
  readonly generator: Pick<PromptGenerator, 'renderFromBundle'>;
  readonly reader: PromptFileReader;
}
