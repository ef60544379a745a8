import { median, percentile, processorTime } from '../measure.mjs';
import { atMost, duration } from '../report.mjs';
import { EDITED, edited, loadExtension, tenFiles, Workspace } from '../workspace.mjs';

/** What stands in every message: choices, hashes, the input as a form. */
const FRAME = 4;
const SIZES = [
  { what: '8 KB', size: 8_000, limit: 5 },
  { what: '200 KB', size: 200_000, limit: 50 },
];

/** One letter typed into a template of a bundle that is previewed: the time until its page can be told, and what it is told. */
export default async function measurePreview({ effort }) {
  const extension = await loadExtension();
  const rows = [];
  for (const { what, size, limit } of SIZES) {
    const { first, all, problems, preview, message, prompt } = await editTimes(extension, size, effort);
    rows.push(
      {
        what: `${what}: an edit, p95`,
        figure: percentile(all, 0.95) / 1e6,
        unit: 'ms',
        goal: atMost(limit),
        details: `median ${duration(median(all))}: reading and problems ${duration(median(problems))}, preview ${duration(median(preview))}`,
      },
      { what: '– of the first hundred edits', figure: percentile(first, 0.95) / 1e6, unit: 'ms' },
      {
        what: `${what}: its message`,
        figure: Buffer.byteLength(message) / 1e3,
        unit: 'KB',
        goal: atMost(FRAME),
        details: `${((Buffer.byteLength(message) * 100) / Buffer.byteLength(prompt)).toFixed(1)} % of the ${Math.round(Buffer.byteLength(prompt) / 1e3)} KB of the prompt; patches ${patchBytes(message)} bytes`,
      },
    );
  }
  const notes = [
    'In a folder of ten files: the template is parsed and checked, the bundles that use it are checked with their inputs, problems are listed; the prompt is rendered and hashed, its origins traced, and the difference to the page made, as JSON.',
    'Time of the processor, each edit by itself, garbage included; the goal is for edits after the first hundreds, when V8 has compiled what they need.',
  ];
  return { title: 'An edit and its preview', notes, rows };
}

async function editTimes(extension, size, effort) {
  const files = await tenFiles(0, Math.round(size / (await promptLength(extension))));
  const workspace = new Workspace(extension, files);
  await workspace.open();
  const text = files.get(EDITED);
  const times = { first: [], all: [], problems: [], preview: [] };
  const warmUp = effort.of(500, 200, 2);
  const runs = effort.of(400, 100, 2);
  let message;
  for (let i = 0; i < warmUp + runs; i++) {
    const next = edited(text, i);
    const start = processorTime();
    await workspace.edit(EDITED, next);
    const middle = processorTime();
    message = await workspace.preview();
    const end = processorTime();
    if (i < 100) times.first.push(end - start);
    if (i < warmUp) continue;
    times.problems.push(middle - start);
    times.preview.push(end - middle);
    times.all.push(end - start);
  }
  return { ...times, message, prompt: workspace.prompt };
}

async function promptLength(extension) {
  const workspace = new Workspace(extension, await tenFiles(0));
  await workspace.open();
  return workspace.prompt.length;
}

function patchBytes(message) {
  return Buffer.byteLength(JSON.stringify(JSON.parse(message).sections.map(({ text }) => text)));
}
