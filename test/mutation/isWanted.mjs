/**
 * Whether a mutant is one of those that are asked for.
 * @param {{ readonly key: string, readonly file: string, readonly line: number }} mutant
 * @param {readonly string[]} only the beginnings of paths, paths with a line, or keys, as a survivor is printed with:
 *   `src/core/text`, `src/core/text/utf8.ts:71`
 * @returns {boolean}
 */
export function isWanted({ key, file, line }, only) {
  return only.some((one) => file.startsWith(one) || one === `${file}:${line}` || one === key);
}
