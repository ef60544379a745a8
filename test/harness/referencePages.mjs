import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestIn } from './manifest.mjs';
import { projectFolder } from './project.mjs';

// Pages of docs/ that tables of the product write: `node esbuild.mjs --docs` makes them, a test holds the committed files to it.

const SCHEMAS = 'src/core/documents/schemas';
/** The formats in the order of their reading, with what files of each are called. */
const FORMATS = [
  ['prompt-template', '`*.prompt-template.md`, `.yaml`, `.yml`, `.json`'],
  ['prompt-bundle', '`*.prompt-bundle.yaml`, `.yml`, `.json`'],
  ['prompt-input', '`*.prompt-input.yaml`, `.yml`, `.json`'],
  ['configuration', '`.prompt-bundles/config.json`'],
  ['labels', '`.prompt-bundles/labels.json`'],
  ['baseline', '`.prompt-bundles/baseline.json`'],
];
const GENERATED = 'Made by `npm run docs`';

/**
 * What is read of a JSON Schema, draft 7.
 * @typedef {object} Schema
 * @property {string} [title]
 * @property {string} [description]
 * @property {string | string[]} [type]
 * @property {unknown[]} [enum]
 * @property {string} [$ref]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [exclusiveMinimum]
 * @property {string[]} [required]
 * @property {Schema} [items]
 * @property {Record<string, Schema>} [properties]
 * @property {Record<string, Schema>} [patternProperties]
 * @property {boolean | Schema} [additionalProperties]
 */
/**
 * A setting, as package.json tells VS Code of it.
 * @typedef {Schema & { default?: unknown, scope?: string, markdownDescription?: string, enumDescriptions?: string[], markdownEnumDescriptions?: string[] }} Setting
 */

/**
 * The generated pages: their paths from the project's root, and their whole texts.
 * @returns {ReadonlyMap<string, string>}
 */
export function referencePages() {
  return new Map([
    ['docs/settings.md', settingsPage(JSON.parse(manifestIn()))],
    ['docs/file-formats.md', formatsPage()],
  ]);
}

/** @param {{ contributes: { configuration: { properties: Record<string, Setting> } } }} manifest */
function settingsPage(manifest) {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  const sections = settings.map(([name, setting]) => {
    const facts = [
      typeOf(setting),
      setting.default === undefined ? '' : `\`${JSON.stringify(setting.default)}\` if nothing is set`,
      setting.scope === 'resource' ? 'may differ between folders' : '',
    ].filter(Boolean);
    const values = (setting.markdownEnumDescriptions ?? setting.enumDescriptions ?? []).map(
      (text, i) => `- \`${setting.enum?.[i]}\`: ${text}\n`,
    );
    const text = linked(setting.markdownDescription ?? setting.description ?? '');
    return `## ${name}\n\n${text}\n\n${values.length ? `${values.join('')}\n` : ''}${sentence(facts)}\n`;
  });
  return page(
    'Settings',
    'from what the extension tells VS Code. What is to hold for everyone stands better in the [configuration](configuration.md) of the folder, which counts before them.',
    sections,
  );
}

/** Settings link each other by `#name#`, which is VS Code's own. @param {string} text */
const linked = (text) =>
  text.replaceAll(/`#([\w.]+)#`/g, (_, name) =>
    name.startsWith('promptBundles.')
      ? `[\`${name}\`](#${name.toLowerCase().replaceAll('.', '')})`
      : `\`${name}\``,
  );

function formatsPage() {
  const sections = FORMATS.map(([name, files]) => {
    const schema = readJson(`${SCHEMAS}/${name}.schema.json`);
    return `## ${schema.title}\n\n${files}\n\n${schema.description}\n\n${keyTable(schema)}`;
  });
  return page(
    'File formats',
    'from the JSON Schemas that files are checked by, which `prompt-bundles schema template|bundle|input|config|labels|baseline` prints. `*` stands for a key of your own, `[]` for each of a list. What files are for: [Files](files.md).',
    sections,
  );
}

/** The keys of a format, and of what is in them. @param {Schema} schema */
function keyTable(schema) {
  const rows = keysOf(schema, schema, '');
  for (const [pattern, rule] of Object.entries(schema.patternProperties ?? {}))
    rows.push([`keys that match \`${pattern}\``, 'any value', '', rule.description ?? '']);
  const head = ['key', 'value', 'required', 'says'];
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  /** @param {readonly string[]} cells */
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}

/** @param {Schema} schema @param {Schema} root @param {string} above @returns {string[][]} */
function keysOf(schema, root, above) {
  const named = Object.entries(schema.properties ?? {}).flatMap(([key, given]) =>
    rowsOf(`${above}${key}`, given, root, (schema.required ?? []).includes(key)),
  );
  const others = schema.additionalProperties;
  return typeof others === 'object' ? [...named, ...rowsOf(`${above}*`, others, root)] : named;
}

/**
 * @param {string} name
 * @param {Schema} given
 * @param {Schema} root
 * @param {boolean} [isRequired]
 * @returns {string[][]}
 */
function rowsOf(name, given, root, isRequired = false) {
  const [schema, home] = resolved(given, root);
  const inner = schema.type === 'array' && schema.items ? resolved(schema.items, home) : undefined;
  const [holder, holderHome] = inner ?? [schema, home];
  const text = (given.description ?? schema.description ?? '').replaceAll('|', '\\|');
  return [
    [`\`${name}\``, typeOf(schema, home), isRequired ? 'yes' : '', text],
    ...keysOf(holder, holderHome, inner ? `${name}[].` : `${name}.`),
  ];
}

/** A schema, or what its reference names, with the document that this stands in. @param {Schema} schema @param {Schema} root @returns {[Schema, Schema]} */
function resolved(schema, root) {
  if (!schema.$ref) return [schema, root];
  const [file, pointer] = schema.$ref.split('#');
  const home = file ? readJson(`${SCHEMAS}/${file}`) : root;
  const target = (pointer ?? '')
    .split('/')
    .slice(1)
    .reduce((/** @type {any} */ at, key) => at[key], home);
  return [{ ...target, ...(schema.description && { description: schema.description }) }, home];
}

/** What a value may be, in words. @param {Schema} schema @param {Schema} [root] @returns {string} */
function typeOf(schema, root = schema) {
  if (schema.enum) return schema.enum.map((one) => `\`${one}\``).join(', ');
  const type = [schema.type ?? 'any value'].flat().join(' or ');
  const { minimum, maximum, exclusiveMinimum } = schema;
  const least = minimum ?? exclusiveMinimum;
  const range =
    least !== undefined && maximum !== undefined ? `, ${least} to ${maximum.toLocaleString('en-US')}` : '';
  if (schema.type === 'array' && schema.items) return `list of ${typeOf(...resolved(schema.items, root))}`;
  return `${type}${range}${range === '' && minimum !== undefined ? `, ${minimum} or more` : ''}`;
}

/** @param {readonly string[]} facts */
const sentence = (facts) => {
  const text = facts.join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
};

/** @param {string} title @param {string} origin @param {readonly string[]} sections */
const page = (title, origin, sections) => `# ${title}\n\n${GENERATED} ${origin}\n\n${sections.join('\n')}`;

/** @param {string} file @returns {any} */
const readJson = (file) => JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8'));
