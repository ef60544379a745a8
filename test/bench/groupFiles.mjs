import { readdirSync } from 'node:fs';
import path from 'node:path';
import { benchFolder } from './places.mjs';

/** The groups that are measured unless others are named: the URL of each module, from here, by name. */
export const usualGroups = groupsIn('groups');

/** All of them, with those that are measured only when they are named: they open windows. */
export const allGroups = new Map([...usualGroups, ...groupsIn('onRequest')]);

function groupsIn(folder) {
  const names = readdirSync(path.join(benchFolder, folder)).sort();
  return new Map(names.map((name) => [path.basename(name, '.mjs'), `./${folder}/${name}`]));
}
