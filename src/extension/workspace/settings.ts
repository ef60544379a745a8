import { workspace, type Uri } from 'vscode';
import { BYTES_PER_MB, DEFAULT_MAX_FILE_BYTES, MAX_FILE_MB } from '../../core/documents/fileSizes.js';
import { FINDING_CODES, RULE_LEVELS, type RuleSeverities } from '../../core/model/findings.js';

const SECTION = 'promptBundles';

/** What the user has set, for a file. What is set wrongly counts as not set. */
export interface Settings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  readonly rules: RuleSeverities;
  readonly maxNumberOfProblems: number;
  readonly waitAtCursor: boolean;
}

/** The longest file that is read where no configuration says so, in bytes; folders may differ. */
export function personalMaxFileBytes(file: Uri): number {
  const configuration = workspace.getConfiguration(SECTION, file);
  const size = configuration.get<unknown>('maxFileSize');
  const isSet = typeof size === 'number' && size > 0 && size <= MAX_FILE_MB;
  return isSet ? Math.round(size * BYTES_PER_MB) : DEFAULT_MAX_FILE_BYTES;
}

/** True when an event changes how long a file may be. */
export function changesFileSize(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.maxFileSize`);
}

/** True when files are checked as they are saved, and what is typed in one is told to no other until then. */
export function runsOnSave(file: Uri): boolean {
  const configuration = workspace.getConfiguration(SECTION, file);
  return configuration.get<unknown>('run') === 'onSave';
}

/** True when an event changes when files are checked. */
export function changesRun(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.run`);
}

/** True when an event changes any of these settings. */
export function changesSettings(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(SECTION);
}

/** Reads the settings that hold for a file; folders may differ. */
export function readSettings(file: Uri): Settings {
  const configuration = workspace.getConfiguration(SECTION, file);
  const maximum = configuration.get<unknown>('maxNumberOfProblems');
  return {
    enable: configuration.get<unknown>('enable') !== false,
    run: runsOnSave(file) ? 'onSave' : 'onType',
    rules: readRules(configuration.get<unknown>('rules')),
    maxNumberOfProblems: typeof maximum === 'number' && maximum >= 1 ? Math.floor(maximum) : 100,
    waitAtCursor: configuration.get<unknown>('waitAtCursor') !== false,
  };
}

function readRules(value: unknown): RuleSeverities {
  if (typeof value !== 'object' || value === null) return {};
  const rules = value as Readonly<Record<string, unknown>>;
  const known = FINDING_CODES.filter((code) => RULE_LEVELS.some((level) => level === rules[code]));
  return Object.fromEntries(known.map((code) => [code, rules[code]]));
}
