import type { Edit, FuzzCase } from './fuzzCase.js';

/** True when a case still fails as it did. */
export type StillFails = (candidate: FuzzCase) => Promise<boolean>;

/**
 * Makes a failing case smaller as long as it fails: fewer files, fewer edits, shorter texts (delta debugging, by lines and
 * then by characters). Stops when nothing more can go, or when it has been told to.
 */
export async function minimise(
  failing: FuzzCase,
  stillFails: StillFails,
  mayGoOn: () => boolean,
): Promise<FuzzCase> {
  let best = failing;
  const keep = async (candidate: FuzzCase): Promise<boolean> => {
    if (!mayGoOn() || !(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  };

  for (let i = best.edits.length - 1; i >= 0; i--)
    await keep({ ...best, edits: best.edits.filter((_edit, index) => index !== i) });
  for (const file of Object.keys(best.files)) {
    const files = Object.fromEntries(Object.entries(best.files).filter(([name]) => name !== file));
    await keep({ ...best, files });
  }
  for (const i of best.edits.keys()) {
    await shorten(best.edits[i]?.text ?? '', (text) =>
      keep({
        ...best,
        edits: best.edits.map((edit, index): Edit => (index === i ? { ...edit, text } : edit)),
      }),
    );
  }
  for (const file of Object.keys(best.files))
    await shorten(best.files[file] ?? '', (text) =>
      keep({ ...best, files: { ...best.files, [file]: text } }),
    );
  return best;
}

/** Takes ever smaller stretches out of a text, and keeps what is accepted. */
async function shorten(text: string, accept: (text: string) => Promise<boolean>): Promise<void> {
  const lines = await shortenUnits(text.split(/(?<=\n)/), accept);
  await shortenUnits(Array.from(lines.join('')), accept);
}

async function shortenUnits(
  units: readonly string[],
  accept: (text: string) => Promise<boolean>,
): Promise<readonly string[]> {
  let left = units;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = left.length - size; at > -size; at -= size) {
      const shorter = [
        ...left.slice(0, Math.max(0, at)),
        ...left.slice(Math.max(0, at) + Math.min(size, size + at)),
      ];
      if (shorter.length < left.length && (await accept(shorter.join('')))) left = shorter;
    }
  }
  return left;
}
