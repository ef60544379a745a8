import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { csvColumn } from '../harness/csvTable.mjs';
import { projectFolder } from './places.mjs';

// Text to measure with: the sample workspace, or the prompts of a table of one's own.

const sampleFolder = path.join(projectFolder, 'media/sample');
const SLOTS = ['system', 'personality', 'activity', 'task'];

/**
 * The texts of the four parts of the sample's newest bundle.
 * @returns {Promise<string[]>}
 */
export async function sampleParts() {
  const [bundle] = (await sampleFiles('bundles')).reverse();
  const templates = (await sampleFiles('templates')).map(readTemplate);
  return SLOTS.map((slot) => {
    const reference = parse(bundle).templates[slot];
    return templates.find(({ template_id, semver }) => `${template_id}@${semver}` === reference).content;
  });
}

/** The inputs of the sample, as the engine reads them (integers as `bigint`, mappings as `Map`), by the name of their file. */
export async function sampleInput(name) {
  const text = await readFile(path.join(sampleFolder, `inputs/${name}.prompt-input.yaml`), 'utf8');
  const { semantic_traits, activity_level, stress, task } = parse(text);
  const exact = parse(text, { intAsBigInt: true, mapAsMap: true });
  return { semantic_traits: exact.get('semantic_traits') ?? semantic_traits, activity_level, stress, task };
}

async function sampleFiles(folder) {
  const names = (await readdir(path.join(sampleFolder, folder))).sort();
  return Promise.all(names.map((name) => readFile(path.join(sampleFolder, folder, name), 'utf8')));
}

/** A template of the sample; in Markdown the body is the content. */
function readTemplate(text) {
  const [, frontMatter, body] = /^---\n(.*?\n)---\n(.*)$/s.exec(text) ?? [];
  return frontMatter ? { ...parse(frontMatter), content: body.replace(/^\n+|\n+$/g, '') } : parse(text);
}

/**
 * Prompts that people wrote: the column `prompt` of the CSV file that `BENCH_PROMPTS` names, or the sample's parts.
 * @returns {Promise<{ texts: string[], source: string }>}
 */
export async function prompts() {
  const file = process.env.BENCH_PROMPTS;
  const texts = file ? csvColumn(file, 'prompt') : await sampleParts();
  if (texts.length === 0) throw new Error('BENCH_PROMPTS names a table without prompts.');
  return { texts, source: file ? `${texts.length} prompts of BENCH_PROMPTS` : 'the sample' };
}

/**
 * Prose for what checks prose: {@link prompts}, repeated to at least so many characters, cut at the end of one.
 * @returns {Promise<{ text: string, source: string }>}
 */
export async function prose(length) {
  const { texts, source } = await prompts();
  let text = '';
  for (let i = 0; text.length < length; i++) text += `${texts[i % texts.length]}\n\n`;
  return { text, source };
}
