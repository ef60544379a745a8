import { TextlintKernel } from '@textlint/kernel';
import markdownPlugin from '@textlint/textlint-plugin-markdown';
import { text as alexText } from 'alex';
import { LocalLinter } from 'harper.js';
import { slimBinaryInlined } from 'harper.js/slimBinaryInlined';
import { retext } from 'retext';
import retextEquality from 'retext-equality';
import retextPassive from 'retext-passive';
import retextSimplify from 'retext-simplify';
import sentenceLength from 'textlint-rule-sentence-length';
import terminology from 'textlint-rule-terminology';
import writeGood from 'write-good';
import { loadEngine } from '../engine.mjs';
import { asyncContender, contender, flatCopy, inTurns, ratio, sideBySide } from '../measure.mjs';
import { prose } from '../prompts.mjs';
import { atLeast, atMost, duration } from '../report.mjs';
import { forbiddenTokens } from '../tokens.mjs';

const TOKENS = 100;
const SENTENCE_LENGTH = 25;

/** Checking prose for forbidden tokens and long sentences, beside linters of prose and the least a reader must do. */
export default async function measureProse({ effort }) {
  const { text, source } = await prose(effort.of(160_000, 160_000, 2_000));
  const tokens = forbiddenTokens(TOKENS);
  const texts = inTurns(() => flatCopy(text));
  const ours = await withOurs(texts, tokens);

  const loop = contender('a bare loop', (run) => String(sumOfUnits(texts(run))));
  const close = await sideBySide([ours.contender, loop], { effort, alike: false });
  const rows = [
    {
      what: 'times as slow as a bare loop',
      figure: ratio(close.get('ours'), close.get('a bare loop')),
      goal: atMost(4),
      details: speeds(text, close.get('ours'), close.get('a bare loop')),
    },
  ];

  const others = [
    { other: await withHarper(texts), goal: atLeast(60) },
    { other: withTextlint(texts, tokens), goal: atLeast(300) },
    { other: withAlex(texts) },
    { other: withWriteGood(texts) },
    { other: withRetext(texts) },
  ];
  for (const { other, goal } of others) {
    const timings = await sideBySide([ours.contender, other], {
      effort,
      alike: false,
      roundCount: effort.of(9, 3, 1),
    });
    rows.push({
      what: `times as fast as ${other.name}`,
      figure: ratio(timings.get(other.name), timings.get('ours')),
      goal,
      details: `${speeds(text, timings.get('ours'), timings.get(other.name))}; finds ${await other.result()}`,
    });
  }
  const notes = [
    `${kilobytes(text)} of prose from ${source}. Ours: ${TOKENS} forbidden tokens and sentences of more than ${SENTENCE_LENGTH} words; finds ${ours.contender.result()}.`,
    'harper.js: its rules of long sentences and of words to leave out (FillerWords, AvoidCurses), and no other.',
    'textlint: the same tokens and limit, reading Markdown. alex, write-good and retext (simplify, passive, equality): word lists of their own, no sentence length.',
    'The bare loop adds up charCodeAt of every unit.',
  ];
  return { title: 'Checking prose', notes, rows };
}

async function withOurs(texts, tokens) {
  const { check, compileConstraints } = await loadEngine();
  const compiled = compileConstraints({
    forbiddenTokens: tokens,
    maxSentenceLength: SENTENCE_LENGTH,
    noEmoji: false,
  });
  return { contender: contender('ours', (run) => String(check(texts(run), compiled).length)) };
}

function sumOfUnits(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  return sum;
}

function withTextlint(texts, tokens) {
  const kernel = new TextlintKernel();
  const options = {
    ext: '.md',
    plugins: [{ pluginId: 'markdown', plugin: moduleOf(markdownPlugin) }],
    rules: [
      {
        ruleId: 'sentence-length',
        rule: moduleOf(sentenceLength),
        options: { max: SENTENCE_LENGTH, isWords: true },
      },
      // It reports what is spelt unlike its terms, and makes one expression of those that are plain texts.
      {
        ruleId: 'terminology',
        rule: moduleOf(terminology),
        options: { defaultTerms: false, terms: tokens.map((token) => token.toUpperCase()) },
      },
    ],
  };
  return asyncContender('textlint', async (run) => {
    const { messages } = await kernel.lintText(texts(run), options);
    return String(messages.length);
  });
}

/** Like rules alone: long sentences, and words that are better left out. */
async function withHarper(texts) {
  const linter = new LocalLinter({ binary: slimBinaryInlined });
  await linter.setup();
  const off = Object.fromEntries(Object.keys(await linter.getLintConfig()).map((rule) => [rule, false]));
  await linter.setLintConfig({ ...off, LongSentences: true, FillerWords: true, AvoidCurses: true });
  return asyncContender('harper.js', async (run) =>
    String((await linter.lint(texts(run), { language: 'plaintext' })).length),
  );
}

/** What a CommonJS module exports by default, however it was imported. */
function moduleOf(imported) {
  return imported.default ?? imported;
}

function withAlex(texts) {
  return contender('alex', (run) => String(alexText(texts(run)).messages.length));
}

function withWriteGood(texts) {
  return contender('write-good', (run) => String(writeGood(texts(run)).length));
}

function withRetext(texts) {
  const processor = retext().use(retextSimplify).use(retextPassive).use(retextEquality).freeze();
  return contender('retext', (run) => String(processor.processSync(texts(run)).messages.length));
}

function speeds(text, ours, other) {
  return `${speed(text, ours)} against ${speed(text, other)}`;
}

function speed(text, { nanoseconds }) {
  const megabytes = (text.length * 1e3) / nanoseconds;
  return `${megabytes.toFixed(megabytes < 1 ? 3 : 0)} MB/s (${duration(nanoseconds)})`;
}

function kilobytes(text) {
  return `${Math.round(text.length / 1000)} KB`;
}
