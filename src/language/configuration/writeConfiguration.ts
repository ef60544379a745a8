import { modify, type FormattingOptions } from 'jsonc-parser';
import { BYTES_PER_MB } from '../../core/documents/fileSizes.js';
import type { FindingCode, Severity } from '../../core/model/findings.js';
import type { TextEdit } from '../edits/textEdit.js';
import type { Configuration } from './configuration.js';

const FORMATTING: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** The text of a configuration that says all that `configuration` does; `schema` is where its JSON Schema is, if anywhere. */
export function writeConfiguration(
  { rules, overrides, exclude, useGitignore, maxFileBytes, audit, ...others }: Configuration,
  schema?: string,
): string {
  const written = {
    $schema: schema,
    rules,
    overrides: overrides.length > 0 ? overrides : undefined,
    exclude,
    useGitignore,
    maxFileSize: maxFileBytes === undefined ? undefined : maxFileBytes / BYTES_PER_MB,
    audit: audit && { ...audit, folder: audit.folder?.join('/') },
    ...others,
  };
  return `${JSON.stringify(written, null, FORMATTING.tabSize)}\n`;
}

/** The edits by which a configuration gives findings of a code another severity; all else stays as it is written. */
export function configureRule(text: string, code: FindingCode, severity: Severity | 'off'): TextEdit[] {
  return modify(text, ['rules', code], severity, { formattingOptions: FORMATTING }).map(
    ({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }),
  );
}
