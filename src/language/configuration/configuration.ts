import type { Finding, RuleSeverities } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { ConfiguredBelonging } from '../belonging/folderRule.js';

/** The file of a root that holds its configuration, step by step from the root. */
export const CONFIGURATION_FILE = ['.prompt-bundles', 'config.json'] as const;

/** The longest configuration that is read, in bytes: nobody writes longer ones by hand. */
export const MAX_CONFIGURATION_BYTES = 1_000_000;

const ENDING = `/${CONFIGURATION_FILE.join('/')}`;

/** True for the file of some folder's configuration, by its key. */
export function isConfigurationFile(file: string): boolean {
  return `/${file}`.endsWith(ENDING);
}

/**
 * What holds for everybody who works on the files of a root, as far as its configuration speaks of it: what is absent is for
 * the settings, or the options, of each of them to say.
 */
export interface Configuration {
  readonly rules: RuleSeverities;
  /** Severities for some files: of those that match a file the last one counts, code by code. */
  readonly overrides: readonly RuleOverride[];
  /** Globs of what does not belong, from the root. */
  readonly exclude?: readonly string[] | undefined;
  readonly useGitignore?: boolean | undefined;
  /** The longest file that is read, in bytes. */
  readonly maxFileBytes?: number | undefined;
}

/** Severities for the files that match one of the globs, from the root. */
export interface RuleOverride {
  readonly files: readonly string[];
  readonly rules: RuleSeverities;
}

/** A configuration that says nothing. */
export const NO_CONFIGURATION: Configuration = { rules: {}, overrides: [] };

/** A file of a configuration, read: what is right in it holds, and what is wrong has findings. */
export interface ConfigurationFile {
  readonly source: SourceText;
  /** False where the text is no JSON, so that nothing is known of what it means to say. */
  readonly isReadable: boolean;
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
}

/** The configuration that holds in a root, and in the folders below that have none of their own. */
export interface FolderConfiguration extends ConfigurationFile, ConfiguredBelonging {
  /** The key of its file. */
  readonly file: string;
  /**
   * The severities that hold for a file, by its path from the root that is listed: those of the configuration, and where it
   * is silent `personal` ones.
   */
  readonly rulesFor: (path: string, personal: RuleSeverities) => RuleSeverities;
}
