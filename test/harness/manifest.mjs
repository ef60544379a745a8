import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './project.mjs';

// package.json as VS Code tells it to people: with the texts of a language in the places of their names.

/** @param {string} name */
const read = (name) => readFileSync(path.join(projectFolder, name), 'utf8');

/**
 * The manifest in a language, as JSON. What a language lacks is English.
 * @param {string} [language] as VS Code names it, such as `zh-cn`; English, if there is none
 * @returns {string}
 */
export function manifestIn(language) {
  /** @type {Record<string, string>} */
  const texts = {
    ...JSON.parse(read('package.nls.json')),
    ...(language === undefined ? {} : JSON.parse(read(`package.nls.${language}.json`))),
  };
  return read('package.json').replaceAll(/"%([\w.-]+)%"/g, (name, /** @type {string} */ key) =>
    JSON.stringify(texts[key] ?? name.slice(1, -1)),
  );
}
