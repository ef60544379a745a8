/**
 * Whether a mutant is one of those that are asked for.
 * @param {{ readonly file: string, readonly line: number }} mutant
 * @param {readonly string[]} only the beginnings of paths, or a path and a line: `src/core/text`, `src/core/text/utf8.ts:71`
 * @returns {boolean}
 */
export function isWanted({ file, line }, only) {
  return only.some((one) => file.startsWith(one) || one === `${file}:${line}`);
}
