import * as l10n from '@vscode/l10n';
import { PromptError } from '../model/promptError.js';
import { hasErrors, stopsRender } from '../model/findings.js';
import { DEFAULT_INPUT, type RenderInput } from '../model/renderInput.js';
import { counted } from '../text/quote.js';
import { sentences } from '../text/sentences.js';
import { parsePromptFile, type InputFile } from './promptFile.js';

/** The most errors that a message names; all of them are among its findings. */
const MOST_NAMED = 5;

/** Reads an input that is at hand as a text, JSON or YAML; blank is no input. Throws a `PromptError` that says what is wrong. */
export function parseInputText(text: string): RenderInput {
  return readInputText(text, parsePromptFile);
}

/** The same by a parser that somebody has already: it is large. */
export function readInputText(text: string, parse: typeof parsePromptFile): RenderInput {
  if (/^\s*$/.test(text)) return DEFAULT_INPUT;
  const file = readEither(text, parse);
  if (file.model) return file.model;
  const errors = file.findings.filter(stopsRender);
  const lines = errors.slice(0, MOST_NAMED).map(({ message, range }) => {
    const { line, column } = file.source.positionAt(range.start);
    return `${line + 1}:${column + 1} ${message}`;
  });
  const left = errors.length - lines.length;
  if (left > 0) lines.push(l10n.t('And {0} more.', counted(left)));
  throw new PromptError('invalid_input', sentences(l10n.t('The input is not valid.'), lines.join(' ')), {
    findings: file.findings,
  });
}

/** A text that opens like JSON and is JSON, is; a YAML flow mapping opens like it too. */
function readEither(text: string, parse: typeof parsePromptFile): InputFile {
  const opensLikeJson = /^\uFEFF?\s*[{[]/.test(text);
  if (opensLikeJson) {
    const json = parse({ kind: 'input', syntax: 'json' }, { text }) as InputFile;
    if (json.root || !couldBeYaml(text, parse)) return json;
  }
  return parse({ kind: 'input', syntax: 'yaml' }, { text }) as InputFile;
}

function couldBeYaml(text: string, parse: typeof parsePromptFile): boolean {
  const { findings } = parse({ kind: 'input', syntax: 'yaml' }, { text });
  return !hasErrors(findings.filter(({ code }) => code === 'syntax'));
}
