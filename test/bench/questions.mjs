import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median, percentile, processorTime, ratio } from './measure.mjs';
import { openFolder } from './questionFolder.mjs';
import { atMost, duration } from './report.mjs';

// What an editor asks, in a folder of few templates and of many: how long an answer takes, and how much longer it takes
// among many files than among few.

const FEW = 10;
const MANY = 10_000;
/** So many where only whether all runs is asked. */
const SOME = 20;
/** The most milliseconds that an answer may take, and how much longer among many files than among few. */
const LIMIT = 20;
const GROWTH = 1.2;
/** So many nanoseconds are timed at once where two medians are compared: the clock counts in thousands. */
const ROUND = 2e6;

/**
 * A question: what gives its answer; what is done once beforehand, and before each time, is not timed.
 * @typedef {object} Question
 * @property {() => unknown} ask
 * @property {() => unknown} [begin]
 * @property {(run: number) => unknown} [before]
 * @property {string} [grows] Why more files give a longer answer, where they do: then the growth is told, without a goal.
 * @property {string} [list] What else makes an answer longer among many: it is told beside the growth, whose goal stays.
 * @property {string} [isMany] Why it is no single answer: then it is told without any goal.
 */

/**
 * Opens both folders, and asks each question in turns.
 * @param {(folder: object) => Readonly<Record<string, Question>>} questionsOf Makes what is asked about in a folder.
 */
export async function askAll(language, questionsOf, effort) {
  const folders = [];
  for (const count of [FEW, effort.of(MANY, MANY, SOME)])
    folders.push(questionsOf(await openFolder(language, count)));
  const rows = [];
  for (const [what, { grows, isMany, list }] of Object.entries(folders[0])) {
    const asked = folders.map((questions) => asker(questions[what]));
    const [time, growth] = await rowsOf(what, asked, effort);
    rows.push(isMany ? { ...time, goal: undefined } : time);
    const why = grows ?? isMany;
    rows.push(
      why ? { ...growth, goal: undefined, details: why } : { ...growth, ...(list && { details: list }) },
    );
  }
  return rows;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** How the figures come about. */
export const QUESTION_NOTES = [
  `${MANY.toLocaleString('en')} templates, each used by two bundles of a model and an input of their own, half of them published; what is asked about is used by no more of them than in a folder of ${FEW}.`,
  'Time of the processor; the files are parsed, as those in editors are.',
];

/** Gives the nanoseconds that one answer takes. */
function asker({ ask, begin, before }) {
  let run = 0;
  let hasBegun = false;
  return async (count = 1) => {
    if (!hasBegun) await begin?.();
    hasBegun = true;
    let spent = 0;
    if (!before) {
      const start = processorTime();
      for (let i = 0; i < count; i++) await ask();
      return (processorTime() - start) / count;
    }
    for (let i = 0; i < count; i++) {
      await before(run++);
      const start = processorTime();
      await ask();
      spent += processorTime() - start;
    }
    return spent / count;
  };
}

async function rowsOf(what, asked, effort) {
  const [few, many] = asked;
  // What came before is not collected while this is timed.
  collectGarbage();
  const first = await many();
  // A question that takes long is asked less often.
  const isLong = first > 50e6;
  const warmUp = isLong ? effort.of(3, 3, 0) : effort.of(200, 50, 0);
  for (let i = 0; i < warmUp; i++) for (const time of asked) await time();
  const single = [];
  for (let i = 0; i < (isLong ? effort.of(10, 10, 1) : effort.of(300, 100, 1)); i++)
    single.push(await many());
  const perRound = Math.max(1, Math.min(200, Math.round(ROUND / Math.max(1e3, median(single)))));
  const rounds = { few: [], many: [] };
  for (let i = 0; i < (isLong ? effort.of(5, 5, 1) : effort.of(31, 15, 1)); i++) {
    rounds.few.push(await few(perRound));
    rounds.many.push(await many(perRound));
  }
  const [small, large] = [median(rounds.few), median(rounds.many)];
  return [
    {
      what: `${what}, p95`,
      figure: percentile(single, 0.95) / 1e6,
      unit: 'ms',
      goal: atMost(LIMIT),
      details: `median ${duration(large)}, of ${FEW} templates ${duration(small)}`,
    },
    {
      what: '– median, against few',
      figure: ratio({ rounds: rounds.many }, { rounds: rounds.few }),
      goal: atMost(GROWTH),
    },
  ];
}
