// Times contenders side by side, so that what slows the machine down slows all of them down alike. Only ratios of one
// run mean anything: clocks change, and caches are shared. Time is the time of the processor, with the threads that
// collect garbage: it stands still while another program has its turn.

/**
 * One thing to time.
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => unknown} result What one run gives; contenders of one comparison must give the same.
 * @property {(runs: number) => number | Promise<number>} time Runs so many times and gives the nanoseconds it took.
 */

/**
 * @typedef {object} Timing
 * @property {number} nanoseconds Of one run, the median over all rounds.
 * @property {readonly number[]} rounds Of one run, in each round.
 */

/** Nanoseconds of processor time that this process has taken. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Something of what every run gives goes in here, where others could read it, so that no compiler leaves the run out. */
export const used = { sum: 0 };

/** Uses a text: reading from it makes one piece of it, should it still be a tree of the pieces it was joined from. */
export function consume(text) {
  used.sum ^= text.charCodeAt(text.length >> 1);
}

/**
 * A contender that works at once and gives a text. `work` gets the number of the run, and should take another of several
 * equal inputs each time: of one that never changes a compiler may work out the answer once, ahead of all runs.
 */
export function contender(name, work) {
  const time = (runs) => {
    const start = processorTime();
    for (let i = 0; i < runs; i++) consume(work(i));
    return processorTime() - start;
  };
  return { name, result: () => work(0), time };
}

/** Likewise, for work that gives the promise of a text; each run waits for the one before. */
export function asyncContender(name, work) {
  const time = async (runs) => {
    const start = processorTime();
    for (let i = 0; i < runs; i++) consume(await work(i));
    return processorTime() - start;
  };
  return { name, result: () => work(0), time };
}

/**
 * Gives each run another of some equal things.
 * @template T
 * @param {() => T} make
 * @returns {(run: number) => T}
 */
export function inTurns(make) {
  const things = Array.from({ length: 16 }, make);
  return (run) => things[run % things.length];
}

/** A text with characters of its own, not a view of another's. */
export function flatCopy(text) {
  return Buffer.from(text).toString();
}

/**
 * Times contenders in turns: many short rounds, in each of which every contender has one go, and another goes first.
 * @param {readonly Contender[]} contenders
 * @param {{ effort: import('./effort.mjs').Effort, alike?: boolean, roundCount?: number }} options `alike: false` where results are meant to
 *   differ; fewer rounds than usual where a single run takes much longer than a round.
 * @returns {Promise<Map<string, Timing>>}
 */
export async function sideBySide(contenders, { effort, alike = true, roundCount = effort.of(41, 9, 1) }) {
  if (alike) await checkAlike(contenders);
  const roundLength = effort.of(15e6, 4e6);
  const runs = [];
  for (const { time } of contenders) runs.push(effort.isSmoke ? 1 : await runsIn(roundLength, time));

  const rounds = contenders.map(() => []);
  for (let round = 0; round < roundCount; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const i = (round + turn) % contenders.length;
      rounds[i].push((await contenders[i].time(runs[i])) / runs[i]);
    }
  }
  return new Map(
    contenders.map(({ name }, i) => [name, { nanoseconds: median(rounds[i]), rounds: rounds[i] }]),
  );
}

async function checkAlike([first, ...others]) {
  const expected = await first.result();
  for (const { name, result } of others) {
    if ((await result()) !== expected) throw new Error(`${name} does not give what ${first.name} gives.`);
  }
}

/** Compilers and caches take about that long to settle. */
const WARM_UP = 180e6;

/** Warms up, then finds how many runs fill a round. */
async function runsIn(roundLength, time) {
  let runs = 1;
  for (let spent = 0; spent < WARM_UP;) {
    const took = await time(runs);
    spent += took;
    if (took < roundLength / 2) runs *= 2;
    else runs = Math.max(1, Math.round((runs * roundLength) / took));
  }
  return runs;
}

/**
 * How many times as long `slower` takes as `faster`: the median over rounds, whose two goes are neighbours in time.
 * @param {Timing} slower
 * @param {Timing} faster
 */
export function ratio(slower, faster) {
  return median(slower.rounds.map((nanoseconds, round) => nanoseconds / faster.rounds[round]));
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The number that so large a share of the numbers does not exceed. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}
