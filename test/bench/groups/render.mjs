import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadEngine } from '../engine.mjs';
import { asyncContender, consume, ratio, sideBySide } from '../measure.mjs';
import { projectFolder } from '../places.mjs';
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

/** Where a figure is ours against the service's, and what each of ours gives beside the prompt. */
const HASHES = ['bundle_hash', 'personality_hash'];
const WITH_PROMPT_HASH = [...HASHES, 'prompt_hash'];

/** The whole render, as the extension does it, against the service's own: the prompt and both of the service's hashes. */
export default async function measureRender({ effort }) {
  const started = await startService();
  const { service } = started;
  const engine = await loadEngine();
  const hashing = await engine.loadHashing(engine.sha256);
  const parts = await sampleParts();
  const calm = await sampleInput('calm');
  const tiny = {
    parts: TINY_PARTS,
    input: { ...calm, semantic_traits: new Map([['a', 1n]]), task: 'hello' },
  };
  const withTraits = (count) => ({ ...calm, semantic_traits: traits(count) });
  const medium = { parts: repeated(parts, 8_000), input: withTraits(6) };
  const many = { parts: medium.parts, input: withTraits(32) };
  const large = { parts: repeated(parts, 200_000), input: withTraits(6) };
  const japanese = { parts: medium.parts, input: await sampleInput('japanese') };
  const publicRender = await libraryRender();

  const cases = [
    { what: 'tiny', ...tiny, goal: atLeast(2) },
    { what: '8 KB, 6 traits', ...medium, goal: atLeast(3) },
    { what: '8 KB, 32 traits', ...many, goal: atLeast(1.5) },
    { what: '8 KB, 6 traits, the same input', ...medium, unchanged: true, goal: atLeast(8) },
    { what: '200 KB', ...large, goal: atLeast(3) },
    ...Object.entries({ tiny, '8 KB, 6 traits': medium, '8 KB, 32 traits': many, '200 KB': large }).map(
      ([what, given]) => ({
        what: `${what}, with prompt_hash`,
        ...given,
        hashes: WITH_PROMPT_HASH,
        goal: atLeast(1),
      }),
    ),
    {
      what: '8 KB, 6 traits, by `renderInline` of the library',
      ...medium,
      from: publicRender,
      goal: atLeast(1),
    },
    { what: '8 KB, parts looked up by version', ...medium, lookedUp: true },
    { what: '8 KB, Japanese input', ...japanese },
    { what: '200 KB, the same input', ...large, unchanged: true },
  ];
  const rows = [];
  for (const { what, goal, from = ourRender(engine, hashing), ...given } of cases) {
    const ours = from(given);
    if (!service) {
      await ours.time(1);
      rows.push({ what, goal, notMeasured: started.missing });
      continue;
    }
    const theirs = await servicesRender(service, what, given);
    const timings = await sideBySide([ours, theirs], { effort });
    const [our, their] = [timings.get('ours'), timings.get('service')];
    rows.push({
      what,
      figure: ratio(their, our),
      goal,
      details: `${duration(our.nanoseconds)} against ${duration(their.nanoseconds)}`,
    });
  }
  service?.stop();
  return { title: 'Full render, times as fast as the service', notes: notesOf(service), rows };
}

function notesOf(service) {
  const on = service
    ? `Python ${service.versions.python}, ${service.versions.json}, xxhash ${service.versions.xxhash}`
    : 'not here';
  return [
    `The service's own function, in Python: ${on}. It makes the prompt, bundle_hash and personality_hash, and so do we; prompt_hash, which the service does not have, is ours to make where it is named.`,
    'The input is a new one for every render, but where it is said to be the same. `renderInline` also reads its input from a text.',
  ];
}

/** So many traits of every kind that inputs have. */
function traits(count) {
  const kinds = [
    (i) => `somewhat ${i}`,
    (i) => BigInt(i),
    (i) => i + 0.25,
    (i) => i % 2 === 0,
    (i) => [`a${i}`, `b${i}`],
    (i) => new Map([['level', BigInt(i)]]),
  ];
  return new Map(Array.from({ length: count }, (_, i) => [`trait_${count - i}`, kinds[i % kinds.length](i)]));
}

/** What the package offers, which reads texts. */
async function libraryRender() {
  const { renderInline } = await import(pathToFileURL(path.join(projectFolder, 'dist/core.mjs')).href);
  return ({ parts, input }) => {
    const { bundle_id, semver } = BUNDLE;
    const given = { bundle_id, semver, parts, input: JSON.stringify(plain(input)) };
    return renderContender(() => renderInline(given), HASHES);
  };
}

/** The prompt as a contender, and the hashes that are asked for with it. */
function renderContender(render, hashes) {
  const timed = asyncContender('ours', async () => {
    const made = await render();
    for (const name of hashes) consume(made[name]);
    return made.rendered_prompt;
  });
  const result = async () => {
    const { rendered_prompt, bundle_hash, personality_hash } = await render();
    return JSON.stringify([rendered_prompt, bundle_hash, personality_hash]);
  };
  return { ...timed, result };
}

const ourRender =
  (engine, hashing) =>
  ({ parts, input, unchanged = false, lookedUp = false, hashes = HASHES }) => {
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
    return renderContender(render, hashes);
  };

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
