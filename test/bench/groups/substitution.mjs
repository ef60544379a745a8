import { loadEngine } from '../engine.mjs';
import { contender, flatCopy, ratio, sideBySide } from '../measure.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';
import { atLeast, atMost, duration } from '../report.mjs';

/** By name, with the goals of how many times as fast ours is. */
const OTHERS = {
  replaceAll: atLeast(3),
  Eta: atLeast(1),
  Handlebars: undefined,
  LiquidJS: undefined,
  Mustache: undefined,
};

/** Filling a template's placeholders: beside template engines at 8 KB, and how its cost grows with the output. */
export default async function measureSubstitution({ effort }) {
  const engine = await loadEngine();
  const part = (await sampleParts()).join('\n\n');
  const { values } = engine.inputTexts(await sampleInput('calm'));
  const rows = [...(await besideOthers(effort)), ...(await growth(engine, part, values, effort))];
  const notes = [
    'Templates are compiled beforehand, escaping is off, and every output is read, so that it is one flat text. Each engine works in a process of its own.',
    'Growth is that of the worst doubling.',
  ];
  return { title: 'Substitution: filling compiled templates', notes, rows };
}

async function besideOthers(effort) {
  const contenders = ['ours', 'the limit', ...Object.keys(OTHERS)].map((name) =>
    inOwnProcess('substitution.mjs', name),
  );
  const kilobytes = `${((await contenders[0].result()).length / 1000).toFixed(1)} KB`;
  const timings = await sideBySide(contenders, { effort });
  for (const { end } of contenders) end();
  const ours = timings.get('ours');
  const details = (other) => `${duration(ours.nanoseconds)} against ${duration(other.nanoseconds)}`;
  const rows = Object.entries(OTHERS).map(([name, goal]) => ({
    what: `${kilobytes}, times as fast as ${name}`,
    figure: ratio(timings.get(name), ours),
    ...(goal && { goal }),
    details: details(timings.get(name)),
  }));
  const limit = timings.get('the limit');
  return [
    ...rows,
    {
      what: `${kilobytes}, times as slow as joining two halves`,
      figure: ratio(ours, limit),
      goal: atMost(2.2),
      details: details(limit),
    },
  ];
}

/** Outputs of 200 KB and up, each twice as long as the one before: what one doubling costs at worst. */
async function growth(engine, part, values, effort) {
  const render = (compiled) => engine.renderPart(compiled, values);
  const compileAndRender = (_, text) => engine.renderPart(engine.compileTemplate(text), values);
  const braces = part.replaceAll(' ', ' {{ }} {{tas {');
  const bracesInTask = { ...values, task: '{{st'.repeat(50) };
  const renderBraces = (compiled) => engine.renderPart(compiled, bracesInTask);
  const traceBraces = (compiled) => traced(engine, compiled, bracesInTask);
  const goal = atMost(2.3);
  const kinds = [
    { what: 'rendered', text: part, values, work: render, goal },
    { what: 'compiled and rendered', text: part, values, work: compileAndRender, goal },
    { what: 'the same, many unmatched braces', text: braces, values, work: compileAndRender, goal },
    { what: 'rendered, braces in the task', text: part, values: bracesInTask, work: renderBraces, goal },
    { what: 'traced, braces in the task', text: part, values: bracesInTask, work: traceBraces },
  ];
  const rows = [];
  for (const { what, text, values: filling, work, goal } of kinds) {
    const once = engine.renderPart(engine.compileTemplate(text), filling).length;
    const sizes = effort.of([1, 2, 4, 8, 16], [1, 2, 4, 8], [0.01, 0.02]).map((times) => times * 200_000);
    const contenders = sizes.map((size) => {
      const content = flatCopy(text.repeat(Math.round(size / once)));
      const compiled = engine.compileTemplate(content);
      return contender(size, () => work(compiled, content));
    });
    const timings = await sideBySide(contenders, { effort, alike: false });
    const doublings = sizes.slice(1).map((size) => ratio(timings.get(size), timings.get(size / 2)));
    const took = (size) => `${size / 1e6} MB in ${duration(timings.get(size).nanoseconds)}`;
    const [smallest, largest] = [sizes[0], sizes.at(-1)];
    rows.push({
      what: `twice the output, ${what}`,
      figure: Math.max(...doublings),
      goal,
      details: `${took(smallest)}, ${took(largest)}; ${doublings.map((figure) => figure.toFixed(2)).join(', ')}`,
    });
  }
  return rows;
}

/** Where every character comes from, as a short text. */
function traced(engine, compiled, values) {
  const empty = engine.compileTemplate('');
  const templates = { system: compiled, personality: empty, activity: empty, task: empty };
  return String(engine.traceParts(templates, values).spans.length);
}
