import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { engineFile, loadEngine } from '../engine.mjs';
import { contender, flatCopy, inTurns, median, ratio, sideBySide } from '../measure.mjs';
import { benchFolder } from '../places.mjs';
import { prose } from '../prompts.mjs';
import { atMost, duration } from '../report.mjs';
import { forbiddenTokens } from '../tokens.mjs';

const TOKENS = 1_000;
const LENGTH = 8_000;
const IDENTITY = 'support-agent@1.3.0';

/** What the cache of compiled constraints costs, and saves. */
export default async function measureCache({ effort }) {
  const engine = await loadEngine();
  const { text, source } = await prose(LENGTH);
  const texts = inTurns(() => flatCopy(text));
  const constraints = engine.constraintsFromJson(
    new Map([
      ['FORBIDDEN_TOKENS', forbiddenTokens(TOKENS)],
      ['MAX_SENTENCE_LENGTH', 25n],
    ]),
  );
  const compiled = engine.compileConstraints(constraints);
  const cache = new engine.CompiledCache();
  const check = (run, form) => String(engine.check(texts(run), form).length);
  const contenders = [
    contender('precompiled', (run) => check(run, compiled)),
    contender('cached', (run) => check(run, cache.get(IDENTITY, constraints))),
    contender('cached, not known', (run) => check(run, cache.get(IDENTITY, { ...constraints }))),
    contender('compiled', (run) => check(run, engine.compileConstraints(constraints))),
  ];
  const timings = await sideBySide(contenders, { effort });
  const precompiled = timings.get('precompiled');
  const row = (what, name, goal) => ({
    what,
    figure: ratio(timings.get(name), precompiled),
    ...(goal && { goal }),
    details: `${duration(timings.get(name).nanoseconds)} against ${duration(precompiled.nanoseconds)}`,
  });

  const first = [];
  for (let i = 0; i < effort.of(21, 5, 1); i++) first.push(await compileOnce());
  const rows = [
    row('a repeat check, against precompiled', 'cached', atMost(1.1)),
    row('the same, where equal constraints were read anew', 'cached, not known'),
    row('without a cache', 'compiled'),
    {
      what: 'the first compilation of a process',
      figure: median(first),
      unit: 'ms',
      goal: atMost(25),
      details: `from ${Math.min(...first).toFixed(1)} to ${Math.max(...first).toFixed(1)} ms`,
    },
  ];
  const notes = [
    `${TOKENS} forbidden tokens, ${(text.length / 1000).toFixed(1)} KB of prose from ${source}; sentences of more than 25 words are looked for as well.`,
  ];
  return { title: 'Compiled constraints', notes, rows };
}

async function compileOnce() {
  const script = path.join(benchFolder, 'compileOnce.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, engineFile, String(TOKENS)]);
  return JSON.parse(stdout);
}
