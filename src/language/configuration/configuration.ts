import type { AuditMode } from '../../core/audit/record.js';
import type { EncodingName } from '../../core/model/encodings.js';
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
  readonly audit?: ConfiguredAudit | undefined;
  /** What tokens are counted by, the usual one first; never empty. */
  readonly encodings?: readonly EncodingName[] | undefined;
  /** How long prompts should be: of those of a bundle the last one counts, limit by limit. */
  readonly budgets?: readonly BundleBudget[] | undefined;
  readonly registry?: ConfiguredRegistry | undefined;
}

/** What is recorded, and where. */
export interface ConfiguredAudit {
  readonly mode?: AuditMode | undefined;
  /** Step by step from the folder of the configuration; always inside of it. */
  readonly folder?: readonly string[] | undefined;
}

/** Which registries are used, by the names that people's own settings give them; empty for none. */
export interface ConfiguredRegistry {
  readonly fallback?: string | undefined;
  readonly audit?: string | undefined;
}

/** How long a prompt should be at most. */
export interface Budget {
  /** In code points. */
  readonly maxCharacters?: number | undefined;
  readonly maxTokens: Readonly<Partial<Record<EncodingName, number>>>;
}

/** The budget of the bundles that have one of the ids, or match one of the globs. */
export interface BundleBudget extends Budget {
  readonly bundles: readonly string[];
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
  /** The budget of the prompts of a bundle, by its `bundle_id`; it limits nothing where none is set. */
  readonly budgetOf: (bundle: string) => Budget;
  /** False where nothing was ever known of what it means to say: what is not to be recorded is in there, maybe. */
  readonly isKnown: boolean;
}
