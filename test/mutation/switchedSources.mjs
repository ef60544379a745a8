import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { listMutants } from './listMutants.mjs';
import { switchedText } from './switchedText.mjs';

/**
 * All sources that have mutants, by their full paths, with every mutant behind a switch. Mutants are numbered in the order of the list.
 * @returns {Map<string, string>}
 */
export function switchedSources() {
  /** @type {Map<string, number>} */
  const firsts = new Map();
  for (const [number, { file }] of listMutants().entries()) if (!firsts.has(file)) firsts.set(file, number);
  return new Map(
    [...firsts].map(([file, first]) => {
      const full = path.join(projectFolder, file);
      return [full, switchedText(file, readFileSync(full, 'utf8'), first)];
    }),
  );
}
