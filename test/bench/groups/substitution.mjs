import { Eta } from 'eta';
import Handlebars from 'handlebars';
import { Liquid } from 'liquidjs';
import Mustache from 'mustache';
import { loadEngine } from '../engine.mjs';
import { contender, flatCopy, inTurns, ratio, sideBySide } from '../measure.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';
import { atLeast, atMost, duration } from '../report.mjs';

const PLACEHOLDERS = ['task', 'activity_level', 'stress', 'semantic_traits'];
const ANY_PLACEHOLDER = new RegExp(`\\{\\{(${PLACEHOLDERS.join('|')})\\}\\}`, 'g');

/** Filling a template's placeholders: beside template engines at 8 KB, and how its cost grows with the output. */
export default async function measureSubstitution({ effort }) {
  const engine = await loadEngine();
  const part = (await sampleParts()).join('\n\n');
  const { values } = engine.inputTexts(await sampleInput('calm'));
  const rows = [
    ...(await besideOthers(engine, part.repeat(Math.round(8_000 / part.length)), values, effort)),
    ...(await growth(engine, part, values, effort)),
  ];
  const notes = [
    'Templates are compiled beforehand, escaping is off, and every output is read, so that it is one flat text.',
    'Growth is that of the worst doubling.',
  ];
  return { title: 'Substitution: filling compiled templates', notes, rows };
}

async function besideOthers(engine, text, given, effort) {
  const compiled = engine.compileTemplate(text);
  const output = engine.renderPart(compiled, given);
  const values = inTurns(() => mapValues(given, flatCopy));
  const contenders = [
    contender('ours', (run) => engine.renderPart(compiled, values(run))),
    contender('the limit', concatenateHalves(output)),
    contender('replaceAll', (run) => replaceInTurn(text, values(run))),
    contender('Eta', withEta(text, values)),
    contender('Handlebars', withHandlebars(text, values)),
    contender('LiquidJS', withLiquid(text, values)),
    contender('Mustache', withMustache(text, values)),
  ];
  const timings = await sideBySide(contenders, { effort });
  const ours = timings.get('ours');
  const goals = { replaceAll: atLeast(3), Eta: atLeast(1) };
  const kilobytes = `${(output.length / 1000).toFixed(1)} KB`;
  const details = (other) => `${duration(ours.nanoseconds)} against ${duration(other.nanoseconds)}`;
  const rows = ['replaceAll', 'Eta', 'Handlebars', 'LiquidJS', 'Mustache'].map((name) => {
    const other = timings.get(name);
    const goal = goals[name] && { goal: goals[name] };
    return {
      what: `${kilobytes}, times as fast as ${name}`,
      figure: ratio(other, ours),
      ...goal,
      details: details(other),
    };
  });
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

/** The least that makes such a text: its halves joined, and read. */
function concatenateHalves(output) {
  const middle = output.length >> 1;
  const halves = inTurns(() => [flatCopy(output.slice(0, middle)), flatCopy(output.slice(middle))]);
  return (run) => {
    const [left, right] = halves(run);
    return left + right;
  };
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}

function replaceInTurn(text, values) {
  return PLACEHOLDERS.reduce((filled, name) => filled.replaceAll(`{{${name}}}`, values[name]), text);
}

function withEta(text, values) {
  const eta = new Eta({ autoEscape: false, autoTrim: false });
  const template = eta.compile(text.replaceAll(ANY_PLACEHOLDER, '<%= it.$1 %>'));
  return (run) => template.call(eta, values(run));
}

function withHandlebars(text, values) {
  const template = Handlebars.compile(text, { noEscape: true });
  return (run) => template(values(run));
}

function withLiquid(text, values) {
  const liquid = new Liquid();
  const template = liquid.parse(text);
  return (run) => liquid.renderSync(template, values(run));
}

function withMustache(text, values) {
  const asIs = { escape: (value) => value };
  Mustache.parse(text);
  return (run) => Mustache.render(text, values(run), undefined, asIs);
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
