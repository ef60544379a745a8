// `node test/trials/lintPrompts.mjs [FILE.csv] [--sample N] [--seed S]`: lints each prompt of a table (its column `prompt`) as
// a template with constraints that teams have, with the command line as it is built, and prints how many findings of each
// code there are and some of them, to be read one by one: is it true? Without a file it takes the table of public prompts
// beside the project, where that is there.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { csvColumn } from '../harness/csvTable.mjs';
import { projectFolder } from '../bench/places.mjs';
import { temporaryFolder } from '../harness/temporaryFolder.mjs';

const CONSTRAINTS = {
  FORBIDDEN_TOKENS: [
    'delve',
    'never',
    'as an AI',
    'in order to',
    'utilize',
    'crucial',
    'very',
    'please',
    '!',
  ],
  MAX_SENTENCE_LENGTH: 25,
  MAX_PARAGRAPHS: 5,
  NO_EMOJI: true,
};
const MAX_OUTPUT = 1 << 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const file = positionals[0] ?? path.join(projectFolder, '../shared/data/persona-prompts.csv');
const commandLine = path.join(projectFolder, 'dist/cli.js');
if (!existsSync(file)) console.log(`Skipped: there is no ${file}.`);
else if (!existsSync(commandLine)) console.log('Skipped: nothing is built. Run `npm run build` first.');
else report(csvColumn(file, 'prompt'));

function report(prompts) {
  const folder = temporaryFolder();
  const texts = new Map(prompts.map((prompt, i) => [`${i}.prompt-template.md`, templateOf(prompt, i)]));
  for (const [name, text] of texts) writeFileSync(path.join(folder.path, name), text);
  const { findings } = lint(folder.path);
  folder.remove();

  const counts = new Map();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  console.log(`${prompts.length} prompts, ${findings.length} findings.`);
  for (const [code, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(6)} ${code}`);
  for (const [n, finding] of sampleOf(findings, Number(values.sample), Number(values.seed)).entries()) {
    const { code, file: name, start, end, message } = finding;
    const text = texts.get(name) ?? '';
    const context = [
      text.slice(Math.max(0, start.offset - 40), start.offset),
      text.slice(end.offset, end.offset + 40),
    ];
    const [before, after] = context.map((part) => JSON.stringify(part).slice(1, -1));
    console.log(`\n${n + 1}. ${code}, ${name}:${start.line}:${start.column}. ${message}`);
    console.log(
      `   … ${before}«${JSON.stringify(text.slice(start.offset, end.offset)).slice(1, -1)}»${after} …`,
    );
  }
}

/** A Markdown template that holds the prompt. */
function templateOf(prompt, number) {
  const constraints = JSON.stringify(CONSTRAINTS);
  return `---\ntemplate_id: prompt-${number}\nsemver: 1.0.0\nrole: system\nconstraints: ${constraints}\n---\n\n${prompt}\n`;
}

/** What `lint` says; it ends with 1 where there are errors. */
function lint(root) {
  const options = { maxBuffer: MAX_OUTPUT, encoding: 'utf8' };
  try {
    return JSON.parse(
      execFileSync(process.execPath, [commandLine, 'lint', '--format', 'json', '--root', root], options),
    );
  } catch (error) {
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout);
  }
}

/** So many of the findings, drawn by a linear congruential generator (Numerical Recipes' constants), in their order. */
function sampleOf(findings, size, seed) {
  let state = seed >>> 0;
  const drawn = findings.map((finding, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return { finding, i, rank: state };
  });
  const chosen = drawn.sort((a, b) => a.rank - b.rank).slice(0, size);
  return chosen.sort((a, b) => a.i - b.i).map(({ finding }) => finding);
}
