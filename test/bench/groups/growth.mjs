import { loadEngine } from '../engine.mjs';
import { contender, flatCopy, inTurns, ratio, sideBySide } from '../measure.mjs';
import { prose } from '../prompts.mjs';
import { atMost, duration } from '../report.mjs';
import { forbiddenTokens, misspelled } from '../tokens.mjs';

const SMALL = 16_000;
const MEDIUM = 160_000;
const SENTENCE_LENGTH = 25;

/** What checking prose costs as the text gets longer, and the list of tokens. */
export default async function measureGrowth({ effort }) {
  const engine = await loadEngine();
  const { text: large, source } = await prose(effort.of(1_000_000, 1_000_000, 20_000));
  const rows = [
    ...(await withLength(engine, large, effort)),
    ...(await withTokens(engine, large.slice(0, MEDIUM), effort)),
  ];
  const notes = [
    `Prose from ${source}; sentences of more than ${SENTENCE_LENGTH} words are looked for as well. Tokens are compiled beforehand.`,
    'All lists of tokens begin with the same ten, which the text holds; the others are made-up words, or words of the text with a letter changed in the middle.',
  ];
  return { title: 'Checking prose: growth', notes, rows };
}

async function withLength(engine, large, effort) {
  const compiled = compile(engine, forbiddenTokens(100));
  const small = inTurns(() => flatCopy(large.slice(0, SMALL)));
  const contenders = [
    contender('small', (run) => String(engine.check(small(run), compiled).length)),
    contender('large', () => String(engine.check(large, compiled).length)),
  ];
  const timings = await sideBySide(contenders, { effort, alike: false });
  const [one, other] = [timings.get('small'), timings.get('large')];
  const perCharacter = ({ nanoseconds }, length) => `${(nanoseconds / length).toFixed(1)} ns`;
  return [
    {
      what: 'a character of 1 MB, against one of 16 KB',
      figure: (ratio(other, one) * SMALL) / large.length,
      goal: atMost(1.5),
      details: `${perCharacter(other, large.length)} against ${perCharacter(one, SMALL)}`,
    },
  ];
}

async function withTokens(engine, text, effort) {
  const texts = inTurns(() => flatCopy(text));
  const lists = [
    { what: '10 tokens', tokens: forbiddenTokens(10) },
    { what: '1,000 tokens', tokens: forbiddenTokens(1_000) },
    { what: '5,000 tokens', tokens: forbiddenTokens(5_000) },
    { what: '20,000 tokens', tokens: forbiddenTokens(20_000), goal: atMost(1.5) },
    {
      what: '20,000 tokens like words of the text',
      tokens: [...forbiddenTokens(10), ...misspelled(text, 19_990)],
    },
  ];
  const contenders = lists.map(({ what, tokens }) => {
    const compiled = compile(engine, tokens);
    return contender(what, (run) => String(engine.check(texts(run), compiled).length));
  });
  const timings = await sideBySide(contenders, { effort, alike: false });
  const few = timings.get(lists[0].what);
  return lists.slice(1).map(({ what, goal }) => ({
    what: `${what}, against 10`,
    figure: ratio(timings.get(what), few),
    ...(goal && { goal }),
    details: `${duration(timings.get(what).nanoseconds)} against ${duration(few.nanoseconds)}`,
  }));
}

function compile({ compileConstraints }, forbiddenTokens) {
  return compileConstraints({ forbiddenTokens, maxSentenceLength: SENTENCE_LENGTH, noEmoji: false });
}
