import { gitOutput, type GitPlace } from './gitProgram.js';

/**
 * The day that each file of a folder was first committed, by its path from the folder of the place, with `/` between. Empty where
 * git does not know: outside of a repository, and where its history was cut. Never throws.
 */
export async function addedDates(place: GitPlace, folder: string): Promise<ReadonlyMap<string, string>> {
  const dates = new Map<string, string>();
  const shallow = await gitOutput(place, ['rev-parse', '--is-shallow-repository']);
  if (shallow.ended !== 0 || shallow.said.trim() !== 'false') return dates;
  const { said } = await gitOutput(place, [
    'log',
    '--diff-filter=A',
    '--no-renames',
    '--name-only',
    '--relative',
    '-z',
    `--format=tformat:${MARK}%aI`,
    '--',
    folder,
  ]);
  let date = '';
  // Newest first: what was added more than once has the day of the first time.
  for (const field of said.split('\0').map((one) => one.trimStart()))
    if (field.startsWith(MARK)) date = field.slice(MARK.length, MARK.length + 'yyyy-mm-dd'.length);
    else if (field !== '') dates.set(field, date);
  return dates;
}

/** Before each commit: no name of ours begins so. */
const MARK = '=';
