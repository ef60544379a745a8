import { createHash } from 'node:crypto';

/**
 * Some of all mutants, by a seed. Which they are depends on each one's key alone: a change of one line exchanges no mutant of
 * another, so that a run in CI tells of what was changed.
 * @template {{ readonly key: string }} T
 * @param {readonly T[]} all
 * @param {{ count: number, seed: number }} options
 * @returns {T[]}
 */
export function chooseMutants(all, { count, seed }) {
  return all
    .map((mutant) => ({ mutant, rank: createHash('sha256').update(`${seed}\0${mutant.key}`).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
