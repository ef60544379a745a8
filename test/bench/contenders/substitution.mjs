import { Eta } from 'eta';
import Handlebars from 'handlebars';
import { Liquid } from 'liquidjs';
import Mustache from 'mustache';
import { engineFile } from '../engine.mjs';
import { contender, flatCopy, inTurns } from '../measure.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';

const CHARACTERS = 8_000;
const PLACEHOLDERS = ['task', 'activity_level', 'stress', 'semantic_traits'];
const ANY_PLACEHOLDER = new RegExp(`\\{\\{(${PLACEHOLDERS.join('|')})\\}\\}`, 'g');

/** What fills the placeholders of a template of 8 KB, by name. */
const MAKERS = {
  ours,
  'the limit': limit,
  replaceAll,
  Eta: eta,
  Handlebars: handlebars,
  LiquidJS,
  Mustache: mustache,
};

/** One of them; the engine must be built. @param {keyof typeof MAKERS} name */
export default async function makeContender(name) {
  const engine = await import(engineFile);
  const part = (await sampleParts()).join('\n\n');
  const text = part.repeat(Math.round(CHARACTERS / part.length));
  const { values: given } = engine.inputTexts(await sampleInput('calm'));
  const values = inTurns(() =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, flatCopy(value)])),
  );
  return contender(name, MAKERS[name]({ engine, text, given, values }));
}

function ours({ engine, text, values }) {
  const compiled = engine.compileTemplate(text);
  return (run) => engine.renderPart(compiled, values(run));
}

/** The least that makes such a text: its halves joined, and read. */
function limit({ engine, text, given }) {
  const output = engine.renderPart(engine.compileTemplate(text), given);
  const middle = output.length >> 1;
  const halves = inTurns(() => [flatCopy(output.slice(0, middle)), flatCopy(output.slice(middle))]);
  return (run) => {
    const [left, right] = halves(run);
    return left + right;
  };
}

function replaceAll({ text, values }) {
  const replaceInTurn = (given) =>
    PLACEHOLDERS.reduce((filled, name) => filled.replaceAll(`{{${name}}}`, given[name]), text);
  return (run) => replaceInTurn(values(run));
}

function eta({ text, values }) {
  const engine = new Eta({ autoEscape: false, autoTrim: false });
  const template = engine.compile(text.replaceAll(ANY_PLACEHOLDER, '<%= it.$1 %>'));
  return (run) => template.call(engine, values(run));
}

function handlebars({ text, values }) {
  const template = Handlebars.compile(text, { noEscape: true });
  return (run) => template(values(run));
}

function LiquidJS({ text, values }) {
  const liquid = new Liquid();
  const template = liquid.parse(text);
  return (run) => liquid.renderSync(template, values(run));
}

function mustache({ text, values }) {
  const asIs = { escape: (value) => value };
  Mustache.parse(text);
  return (run) => Mustache.render(text, values(run), undefined, asIs);
}
