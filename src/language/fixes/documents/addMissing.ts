import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../core/model/findings.js';
import type { JsonValue } from '../../../core/model/jsonValue.js';
import { quote } from '../../../core/text/quote.js';
import { changeToProposal } from './changeToProposal.js';
import { setInPlace } from '../../edits/setValues.js';
import { starterFile, starterValue } from './starter.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import type { TextEdit } from '../../edits/textEdit.js';
import { resolves } from '../../edits/verify.js';
import { wholeFile } from '../../edits/writtenValues.js';

/** “Add `semver: 1.0.0`”: a key that a file needs, or all of it in one that says nothing yet. */
export function addMissing(subject: FixSubject, finding: Finding): Fix[] {
  const { missing } = finding;
  if (!missing) return changeToProposal(subject, finding);
  if (missing.length === 0 || saysNothing(subject.text)) return startFile(subject, finding);
  const value = starterValue(subject.type.kind, subject.name, missing);
  const edit = value === undefined ? undefined : writeKey(subject, missing, value);
  if (!edit || !resolves(subject, finding, { edits: [edit] })) return [];
  return [{ title: l10n.t('Add {0}', keyText(missing, value)), edits: [edit] }];
}

/** “Start with a bundle”: all that an empty file needs, below the comments it may have. */
export function startFile(subject: FixSubject, finding: Finding): Fix[] {
  const edit = starterEdit(subject);
  return edit && resolves(subject, finding, { edits: [edit] })
    ? [{ title: starterTitle(subject), edits: [edit] }]
    : [];
}

/** A file that may say nothing yet. */
type StartedFile = Pick<FixSubject, 'type' | 'name' | 'text' | 'file'>;

/** What fills a file that says nothing yet; `undefined` where it says something. */
export function starterEdit({ type, name, text, file }: StartedFile): TextEdit | undefined {
  const written = wholeFile(type, starterFile(type.kind, name));
  if (saysNothing(text)) return { start: 0, end: text.length, text: written };
  if (
    file.root?.kind === 'null' &&
    type.syntax === 'yaml' &&
    text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))
  )
    return { start: text.length, end: text.length, text: text.endsWith('\n') ? written : `\n${written}` };
  return type.syntax === 'markdown' && !file.root && !text.startsWith('---')
    ? frontMatter(type, name)
    : undefined;
}

function saysNothing(text: string): boolean {
  return ['', '{}'].includes(text.trim());
}

/** The title of the fix that fills a file. */
export function starterTitle({ type: { kind, syntax }, text }: StartedFile): string {
  if (syntax === 'markdown' && text.trim() !== '') return l10n.t('Add front matter');
  switch (kind) {
    case 'bundle':
      return l10n.t('Start with a bundle');
    case 'template':
      return l10n.t('Start with a template');
    case 'input':
      return l10n.t('Start with an input');
  }
}

/** The front matter of a text that has none; the text becomes the template's. */
function frontMatter(type: FixSubject['type'], name: string): TextEdit {
  const front = new Map([...starterFile(type.kind, name)].filter(([key]) => key !== 'content'));
  return {
    start: 0,
    end: 0,
    text: wholeFile(type, new Map([...front, ['content', '']])).replace(/\n+$/, '\n\n'),
  };
}

function writeKey(subject: FixSubject, path: readonly string[], value: JsonValue): TextEdit | undefined {
  const { text, type } = subject;
  if (type.syntax === 'markdown' && path[0] === 'content' && typeof value === 'string')
    return { start: text.length, end: text.length, text: `${text.endsWith('\n') ? '' : '\n'}\n${value}\n` };
  return setInPlace(subject, { path, value });
}

/** The key, with its value where that is a word. */
function keyText(path: readonly string[], value: JsonValue | undefined): string {
  const key = path.join('.');
  return quote(typeof value === 'string' && /^[\w.@-]+$/.test(value) ? `${key}: ${value}` : key);
}
