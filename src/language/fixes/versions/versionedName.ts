/** Names that are longer than this are left alone: not every file system has them. */
const MAX_NAME = 200;

/** A file's name with another version where it has one by which the file went so far; `undefined` where it has none. */
export function versionedName(name: string, from: string, to: string): string | undefined {
  let renamed = '';
  for (let at = name.indexOf(from); at >= 0; at = name.indexOf(from, at + 1)) {
    const [before, after] = [name.slice(0, at), name.slice(at + from.length)];
    // `1.2.0` is no part of `11.2.0` or `1.2.0.4`.
    if (!/\d\.?$/.test(before) && !/^\.?\d/.test(after)) renamed = before + to + after;
  }
  return renamed === '' || renamed.length > MAX_NAME ? undefined : renamed;
}
