import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { coveredFolders } from '../coverage/places.mjs';
import { projectFolder } from '../harness/project.mjs';
import { mutantsOf } from './mutantsOf.mjs';

/**
 * The mutants of all sources that the unit tests answer for.
 * @returns {import('./mutantsOf.mjs').Mutant[]}
 */
export function listMutants() {
  return coveredFolders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .sort()
      .flatMap((name) => {
        const file = path.join(folder, name);
        const inProject = path.relative(projectFolder, file).replaceAll(path.sep, '/');
        return mutantsOf(inProject, readFileSync(file, 'utf8'));
      }),
  );
}
