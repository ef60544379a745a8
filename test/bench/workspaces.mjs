import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';
import { prompts, sampleInput } from './prompts.mjs';
import { manyFiles, SLOTS } from './workspace.mjs';

// Folders of many files to measure with. In each, tens of files speak of each other: two versions of a bundle, their six
// templates, two inputs.

/**
 * What is measured in, by name: its files, and what is said of them.
 * @type {Readonly<Record<string, { files: (count: number) => Promise<Map<string, string>>, about: string }>>}
 */
export const WORKSPACES = {
  uniform: { files: manyFiles, about: 'all YAML, of one length, with the same constraints and no findings' },
  mixed: {
    files: mixedFiles,
    about:
      'Markdown, JSON and YAML in thirds, each template with constraints of its own, the prompts of a table or the sample, a finding that is meant in 3 % of them',
  },
  shared: { files: sharedFiles, about: 'the uniform one, but every input serves every bundle' },
};

/**
 * The files in a temporary folder.
 * @param {Map<string, string>} files
 */
export function writeWorkspace(files) {
  const folder = temporaryFolder();
  for (const name of ['bundles', 'inputs', 'templates']) mkdirSync(path.join(folder.path, name));
  for (const [file, text] of files) writeFileSync(path.join(folder.path, file), text);
  return folder;
}

async function sharedFiles(count) {
  const files = await manyFiles(count);
  return new Map([...files].map(([file, text]) => [file, text.replace(/\bmodel-\d+$/gm, 'model')]));
}

/** What no prompt says, so that a list of it forbids nothing by chance. */
export const FORBIDDEN = 'frabjous';
const FINDING = ` It is ${FORBIDDEN}.`;
/** Of nine templates: the thirds of all files come out even with those of bundles and inputs, which cannot be Markdown. */
const TEMPLATE_FORMATS = ['md', 'yaml', 'md', 'json', 'md', 'md', 'yaml', 'json', 'md'];
const NEWEST = { personality: '1.1.0', task: '1.1.0' };

/**
 * The mixed workspace; the first so many templates, of those that would have no finding, can have one too.
 * @param {number} count of files
 * @param {number} [more]
 */
export async function mixedFiles(count, more = 0) {
  const texts = (await prompts()).texts.map((text) => text.replace(/[{}\p{Extended_Pictographic}]/gu, ''));
  const { task } = await sampleInput('calm');
  const files = new Map();
  let templates = 0;
  let left = more;
  for (let number = 0; number < count / 10; number++) {
    const template = (slot, semver) => {
      const made = templates++;
      // 3 % of all files are 5 % of the templates.
      const isMeant = made % 20 === 7;
      const isFound = isMeant || left-- > 0;
      const id = `${slot}-${number}`;
      const text = texts[made % texts.length].trim();
      const model = {
        template_id: id,
        semver,
        role: 'system',
        constraints: {
          MAX_SENTENCE_LENGTH: 400 + (made % 50),
          FORBIDDEN_TOKENS: [FORBIDDEN, `brillig-${made}`, `slithy-${made % 100}`],
          ...(made % 4 === 0 && { NO_EMOJI: true }),
        },
        content: `${text}${isFound ? FINDING : ''}${slot === 'task' ? ' {{task}}' : ''}`,
      };
      const format = TEMPLATE_FORMATS[made % TEMPLATE_FORMATS.length];
      files.set(`templates/${id}-${semver}.prompt-template.${format}`, written(model, format));
    };
    for (const slot of SLOTS) template(slot, '1.0.0');
    for (const [slot, semver] of Object.entries(NEWEST)) template(slot, semver);
    const format = number % 2 ? 'json' : 'yaml';
    for (const semver of ['1.0.0', '1.1.0']) {
      const versions = semver === '1.0.0' ? {} : NEWEST;
      const model = {
        bundle_id: `agent-${number}`,
        semver,
        tags: [`model-${number}`],
        templates: Object.fromEntries(
          SLOTS.map((slot) => [slot, `${slot}-${number}@${versions[slot] ?? '1.0.0'}`]),
        ),
      };
      files.set(`bundles/agent-${number}-${semver}.prompt-bundle.${format}`, written(model, format));
    }
    for (const [name, stress] of Object.entries({ calm: 0.25, hurried: 0.75 })) {
      const semantic_traits = { tone: name, language: 'en' };
      const model = { model_type: `model-${number}`, semantic_traits, activity_level: 0.5, stress, task };
      files.set(`inputs/${name}-${number}.prompt-input.${format}`, written(model, format));
    }
  }
  return files;
}

function written(model, format) {
  if (format === 'json') return `${JSON.stringify(model, null, 2)}\n`;
  if (format === 'yaml') return stringify(model, { lineWidth: 0 });
  const { content, ...head } = model;
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${content}\n`;
}

/** How many of the files have a finding. */
export function countFindings(files) {
  return [...files.values()].filter((text) => text.includes(FINDING)).length;
}
