import { createHash } from 'node:crypto';
import { loadEngine } from '../engine.mjs';
import { asyncContender, consume, ratio, sideBySide } from '../measure.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';
import { atLeast, duration } from '../report.mjs';
import { startService } from '../service.mjs';

const BUNDLE = { bundle_id: 'support-agent', semver: '1.3.0' };
const TINY_PARTS = [
  'You are brief. {{task}}',
  '{{semantic_traits}}',
  'Activity {{activity_level}}',
  'Stress {{stress}}',
];

/** The whole render, as the extension does it, against the service's own: the prompt and both of the service's hashes. */
export default async function measureRender({ quick }) {
  const title = 'Full render: prompt, bundle_hash, personality_hash; times as fast as the service';
  const service = await startService();
  if (!service) {
    return {
      title,
      notes: ['Skipped: no python3 here has xxhash (see BENCH_PYTHON and BENCH_PYTHONPATH).'],
      rows: [],
    };
  }
  const engine = await loadEngine();
  const hashing = await engine.loadHashing((text) => createHash('sha256').update(text).digest('hex'));
  const parts = await sampleParts();
  const calm = await sampleInput('calm');
  const tiny = {
    parts: TINY_PARTS,
    input: { ...calm, semantic_traits: new Map([['a', 1n]]), task: 'hello' },
  };
  const medium = { parts: repeated(parts, 8_000), input: calm };
  const large = { parts: repeated(parts, 200_000), input: calm };
  const japanese = { parts: medium.parts, input: await sampleInput('japanese') };

  const cases = [
    { what: 'tiny', ...tiny, goal: atLeast(2.5) },
    { what: '8 KB', ...medium, goal: atLeast(5) },
    { what: '8 KB, input unchanged', ...medium, unchanged: true, goal: atLeast(10) },
    { what: '200 KB', ...large, goal: atLeast(1.8) },
    { what: '8 KB, parts looked up by version', ...medium, lookedUp: true },
    { what: '8 KB, Japanese input', ...japanese },
    { what: '200 KB, input unchanged', ...large, unchanged: true },
  ];
  const rows = [];
  for (const { what, goal, ...given } of cases) {
    const ours = ourRender(engine, hashing, given);
    const theirs = await servicesRender(service, what, given);
    const timings = await sideBySide([ours, theirs], { quick });
    const [our, their] = [timings.get('ours'), timings.get('service')];
    rows.push({
      what,
      figure: ratio(their, our),
      goal,
      details: `${duration(our.nanoseconds)} against ${duration(their.nanoseconds)}`,
    });
  }
  service.stop();
  const { python, json, xxhash } = service.versions;
  const notes = [
    `The service: Python ${python}, ${json}, xxhash ${xxhash}. The input is a new one for every render, but where it is said to be unchanged.`,
  ];
  return { title, notes, rows };
}

function ourRender(engine, hashing, { parts, input, unchanged = false, lookedUp = false }) {
  const contents = engine.bySlot((_slot, i) => ({
    content: parts[i],
    role: null,
    constraints: null,
    adapter_version: null,
  }));
  const inline = engine.bySlot((slot) => ({ kind: 'inline', template: contents[slot] }));
  const named = engine.bySlot((slot) => ({ kind: 'reference', reference: { id: slot, semver: '1.0.0' } }));
  const bundle = { ...BUNDLE, tags: [], templates: lookedUp ? named : inline };
  const generator = engine.createPromptGenerator({
    bundles: engine.inlineBundleSource([bundle]),
    templates: engine.inlineTemplateSource(
      Object.entries(contents).map(([slot, body]) => ({ ...body, template_id: slot, semver: '1.0.0' })),
    ),
    audit: engine.nullAuditSink,
    hashing,
    now: () => new Date(0),
  });
  const reference = { id: BUNDLE.bundle_id, semver: BUNDLE.semver };
  const { semantic_traits, activity_level, stress, task } = input;
  const render = () => {
    const given = unchanged ? input : { semantic_traits, activity_level, stress, task };
    return lookedUp
      ? generator.renderFromBundle({ bundle: reference, input: given })
      : generator.renderInline({ bundle, origin: 'bench', input: given });
  };
  const timed = asyncContender('ours', async () => {
    const { rendered_prompt, bundle_hash, personality_hash } = await render();
    consume(bundle_hash);
    consume(personality_hash);
    return rendered_prompt;
  });
  const result = async () => {
    const { rendered_prompt, bundle_hash, personality_hash } = await render();
    return JSON.stringify([rendered_prompt, bundle_hash, personality_hash]);
  };
  return { ...timed, result };
}

async function servicesRender(service, name, { parts, input }) {
  const result = await service.define(name, { ...BUNDLE, parts, payload: plain(input) });
  return { name: 'service', result: () => JSON.stringify(result), time: (runs) => service.time(name, runs) };
}

/** An input with plain objects and numbers, as JSON.stringify writes them. */
function plain(value) {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value;
}

/** The parts, each repeated as often as it takes for all together to have so many characters. */
function repeated(parts, length) {
  const total = parts.reduce((sum, part) => sum + part.length + 2, 0);
  const times = Math.max(1, Math.round(length / total));
  return parts.map((part) => Array(times).fill(part).join('\n\n'));
}
