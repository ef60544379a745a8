import { matchAt } from './grammar.js';

const GAP = /(?:[ \t\n\r]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const STRING = /"(?:\{\{\w+\}\}|[^"\\\p{Cc}]|\p{Cc}(?<=[\x7f-\x9f])|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*"/uy;
const SCALAR =
  /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|\{\{(?:task|activity_level|stress|semantic_traits)\}\}/y;

/** Where the JSON that begins at an index with a bracket ends; -1 if it is none. By the grammar, rule by rule. */
export function jsonEnd(text: string, start: number): number {
  let at = start;
  const take = (expression: RegExp): boolean => {
    const taken = matchAt(expression, text, at);
    at += taken?.length ?? 0;
    return taken !== undefined;
  };
  const sign = (wanted: string): boolean => {
    take(GAP);
    if (text[at] !== wanted) return false;
    at++;
    return true;
  };
  const value = (): boolean => {
    take(GAP);
    if (text[at] === '[') return members(']', value);
    if (text[at] === '{' && !text.startsWith('{{', at)) return members('}', pair);
    if (text[at] === '"') return take(STRING);
    return take(SCALAR) && !/^[\w.]/.test(text.slice(at));
  };
  const pair = (): boolean => {
    take(GAP);
    return take(STRING) && sign(':') && value();
  };
  const members = (close: string, member: () => boolean): boolean => {
    at++;
    for (;;) {
      if (sign(close)) return true;
      if (!member()) return false;
      if (!sign(',')) return sign(close);
    }
  };
  const isJson = text[at] === '[' ? members(']', value) : text[at] === '{' && members('}', pair);
  return isJson ? at : -1;
}
