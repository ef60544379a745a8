import { canonicalJson } from '../core/canonicalJson.js';
import { readInputText } from '../core/documents/inputText.js';
import type { InputFile, parsePromptFile } from '../core/documents/promptFile.js';
import { toJsonMap } from '../core/documents/valueNode.js';
import { didYouMean } from '../core/documents/didYouMean.js';
import { stopsRender } from '../core/model/findings.js';
import { PromptError } from '../core/model/promptError.js';
import { DEFAULT_INPUT, type RenderInput } from '../core/model/renderInput.js';
import { excerpt } from '../core/text/quote.js';
import { AgentError } from './agentError.js';
import type { Json } from './agentHost.js';
import { fileNamed, type AgentRoot } from './agentRoots.js';
import { placeText } from './placedFindings.js';

/** The fields of an input, in the order of its documentation. */
export const INPUT_FIELDS = [
  'task',
  'activity_level',
  'stress',
  'semantic_traits',
  'model_type',
  'engine_version',
] as const;

/** What a call says of its input: values of JSON, or all of them as texts. */
export interface GivenInput {
  /** The value of a field, `input` or `input_text`; `undefined` where it is not given. */
  value(name: string): Json | undefined;
}

/** The input of a call: a file, or a text, or defaults, with the fields that are given in place of theirs. Throws what says why there is none. */
export async function givenInput(given: GivenInput, root: AgentRoot): Promise<RenderInput> {
  const base = await baseInput(given, root);
  const fields = INPUT_FIELDS.flatMap((name) => {
    const value = given.value(name);
    return value === undefined ? [] : [[name, jsonOf(name, value, root.language.parse)] as const];
  });
  if (fields.length === 0) return base;
  const text = `{${fields.map(([name, json]) => `"${name}":${json}`).join(',')}}`;
  const { parse } = root.language;
  const { model, findings } = parse({ kind: 'input', syntax: 'json' }, { text }) as InputFile;
  if (!model) {
    const messages = findings.filter(stopsRender).map(({ message }) => message);
    throw new PromptError('invalid_input', `The input is not valid. ${messages.join(' ')}`);
  }
  const names = new Set<string>(fields.map(([name]) => name));
  const without = Object.fromEntries(Object.entries(base).filter(([name]) => !names.has(name)));
  const with_ = Object.fromEntries(Object.entries(model).filter(([name]) => names.has(name)));
  return { ...DEFAULT_INPUT, ...without, ...with_ };
}

async function baseInput(given: GivenInput, root: AgentRoot): Promise<RenderInput> {
  const [name, text] = [given.value('input'), given.value('input_text')];
  if (typeof text === 'string' && text !== '') {
    if (name !== undefined && name !== '') throw new AgentError('Give input or input_text, not both.');
    return readInputText(text, root.language.parse);
  }
  if (typeof name !== 'string' || name === '') return DEFAULT_INPUT;
  const file = fileNamed(root, name, root.scope.inputs());
  if (file === undefined) {
    const names = root.scope.inputs().map((one) => root.scope.nameOf(one));
    const meant = didYouMean(name, names);
    const advice =
      meant === undefined
        ? 'promptBundles_findBundles lists those of a bundle.'
        : `Did you mean ${excerpt(meant)}?`;
    throw new AgentError(`There is no input file ${excerpt(name)}. ${advice}`);
  }
  const parsed = await root.language.files.read(file);
  if (parsed?.kind === 'input' && parsed.model) return parsed.model;
  const [first] = parsed?.findings.filter(stopsRender) ?? [];
  const why = parsed && first ? ` ${placeText(parsed.source, first.range.start)} ${first.message}` : '';
  throw new AgentError(`The input file ${excerpt(name)} has errors. Fix them first.${why}`);
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A value as JSON; a text of a level or of traits stands for what it says. */
function jsonOf(name: (typeof INPUT_FIELDS)[number], value: Json, parse: typeof parsePromptFile): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (name === 'activity_level' || name === 'stress') {
    const text = value.trim();
    if (text === '') return '0';
    if (!NUMBER.test(text)) throw new AgentError(`${name} must be a number from 0 to 1.`);
    return text;
  }
  return name === 'semantic_traits' ? traitsOf(value, parse) : JSON.stringify(value);
}

/** Traits in a text, JSON or YAML, as JSON that keeps integers and floats. */
function traitsOf(text: string, parse: typeof parsePromptFile): string {
  if (text.trim() === '') return '{}';
  const json = parse({ kind: 'input', syntax: 'json' }, { text });
  const { root } = json.root ? json : parse({ kind: 'input', syntax: 'yaml' }, { text });
  if (root?.kind !== 'mapping') throw new AgentError('semantic_traits must be a mapping, in JSON or YAML.');
  return canonicalJson(toJsonMap(root));
}
