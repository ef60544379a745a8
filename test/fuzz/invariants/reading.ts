import { isDeepStrictEqual } from 'node:util';
import { identityOf } from '../../../src/core/documents/fileIdentity.js';
import { type FileType } from '../../../src/core/documents/fileKinds.js';
import { parseInputText } from '../../../src/core/documents/inputText.js';
import { parsePromptFile, type InputFile, type PromptFile } from '../../../src/core/documents/promptFile.js';
import { writeInput } from '../../../src/core/documents/writeInput.js';
import { stopsRender } from '../../../src/core/model/findings.js';
import { PromptError } from '../../../src/core/model/promptError.js';
import type { RenderInput } from '../../../src/core/model/renderInput.js';
import type { DecodedText } from '../../../src/core/text/utf8.js';
import type { Report } from '../fuzzCase.js';
import { checkConstraints } from './constraints.js';
import { checkFindings, checkNodes } from './places.js';
import { checkPlainYaml } from './plainYaml.js';

/** Five findings' worth. */
const MAX_REFUSAL = 4096;

/** What reading any text as any file promises; gives the file. */
export function checkReading(type: FileType, given: DecodedText, report: Report): PromptFile {
  const file = parsePromptFile(type, given);
  const { findings, model, source } = file;
  checkFindings(findings, source.text, () => source.text, report);
  checkNodes(file, report);
  if ((model === undefined) !== findings.some(stopsRender))
    report('model beside errors, or neither', String(findings[0]?.message));
  if (model && file.kind !== 'input' && !identityOf(file)) report('model without an identity', '');
  if (type.syntax === 'yaml') checkPlainYaml(source.text, report);
  checkLineEnds(type, file, given, report);
  checkConstraints(file, report);
  if (file.kind === 'input') {
    checkGivenInput(type, file, report);
    if (file.model) checkWrittenInput(file.model, report);
  }
  return file;
}

/** A byte order mark and the kind of line end change nothing. */
function checkLineEnds(type: FileType, file: PromptFile, given: DecodedText, report: Report): void {
  if (given.invalidAt !== undefined) return;
  const { text } = file.source;
  const again = parsePromptFile(type, { text: `\ufeff${text.replaceAll('\n', '\r\n')}` });
  if (!isDeepStrictEqual(again.model, file.model)) report('model depends on line ends', '');
  if (!isDeepStrictEqual(again.findings, file.findings)) report('findings depend on line ends', '');
}

/** What the library makes of the same text: the same input, or a refusal that can be shown. */
function checkGivenInput(type: FileType, { model, source: { text } }: InputFile, report: Report): void {
  if (text.trim() === '') return;
  try {
    const given = parseInputText(text);
    if (type.syntax === 'json' && model && !isDeepStrictEqual(given, model))
      report('library reads another input', '');
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    if (error.message.length > MAX_REFUSAL)
      report('refusal of an input is too long', error.message.slice(0, 200));
    if (model) report('library refuses what the file is read as', error.message.slice(0, 200));
  }
}

/** What is written of an input says the same when it is read. */
function checkWrittenInput(input: RenderInput, report: Report): void {
  const { semantic_traits, activity_level, stress, task, model_type } = input;
  const kept = { semantic_traits, activity_level, stress, task, model_type };
  for (const syntax of ['yaml', 'json'] as const) {
    const text = writeInput(input, syntax);
    const { model, findings } = parsePromptFile({ kind: 'input', syntax }, { text });
    const told = `${findings[0]?.message ?? ''} ${JSON.stringify(text.slice(0, 400))}`;
    const back = model && {
      ...kept,
      model_type: undefined,
      ...pick(model as RenderInput, Object.keys(kept)),
    };
    if (!model) report(`input written as ${syntax} cannot be read`, told);
    else if (!isDeepStrictEqual(back, withoutOddNumbers(kept)))
      report(`input written as ${syntax} says something else`, told);
  }
}

function pick(input: RenderInput, keys: readonly string[]): Partial<RenderInput> {
  return Object.fromEntries(Object.entries(input).filter(([key]) => keys.includes(key)));
}

/** What is no JSON number is written as null (spec, section 1.3). */
function withoutOddNumbers<T>(value: T): T {
  if (typeof value === 'number' && !Number.isFinite(value)) return null as T;
  if (Array.isArray(value)) return value.map(withoutOddNumbers) as T;
  if (value instanceof Map)
    return new Map(
      [...(value as Map<string, unknown>)].map(([key, item]) => [key, withoutOddNumbers(item)]),
    ) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withoutOddNumbers(item as unknown)]),
    ) as T;
  return value;
}
