// `node test/bench/loadAll.mjs FOLDER read|load`: reads every prompt file of a folder, and loads it with js-yaml: JSON is YAML, and of Markdown it is
// what stands between the first lines of `---`. The least that a linter of such files has to do.
import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string} folder */
export function promptFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.includes('.prompt-'))
    .map((name) => path.join(folder, name));
}

/** @param {string} file */
export function loadFile(file) {
  const text = readFileSync(file, 'utf8');
  return load(file.endsWith('.md') ? text.slice(4, text.indexOf('\n---', 4)) : text);
}

const [folder, how] = process.argv.slice(2);
if (import.meta.filename === process.argv[1]) {
  let read = 0;
  for (const file of promptFiles(folder))
    read += how === 'load' ? Number(loadFile(file) !== undefined) : Number(readFileSync(file, 'utf8') !== '');
  if (read === 0) throw new Error('There is nothing to load.');
}
