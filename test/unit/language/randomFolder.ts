import fc from 'fast-check';
import { template } from './memoryWorkspace.js';

// Random files of a folder that speak of each other, and may break what others hold them to.

const ids = fc.constantFrom('persona', 'persna', 'rules', 'a');
const semvers = fc.constantFrom('1.0.0', '1.1.0', '2.0.0-rc.1', '2.0.0');
const models = fc.constantFrom('large', 'larg', 'small');
export const prose = fc
  .array(
    fc.constantFrom(
      'never',
      'Never say',
      'very',
      '🙂',
      'ok.',
      '{{task}}',
      '{{stress}}',
      '{{semantic_traits}}',
      '{{activity_level}}',
      '{{',
      '{{str',
      'ess}}',
      '\n\n',
      '\n```\n',
      '<!--',
      'Perhaps it may, possibly.',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((words) => words.join(' '));
const constraintsFrom = (least: number): fc.Arbitrary<string> =>
  fc
    .record(
      {
        FORBIDDEN_TOKENS: fc.subarray(['never', 'Very', 'never say']),
        MAX_SENTENCE_LENGTH: fc.integer({ min: least, max: 3 }),
        MAX_PARAGRAPHS: fc.integer({ min: 1, max: 2 }),
        NO_EMOJI: fc.boolean(),
        ASSERTIVENESS_LEVEL: fc.constantFrom(0, 1),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value));
const constraints = constraintsFrom(0);
export const validConstraints = constraintsFrom(1);
const suppress = fc.constantFrom(
  '',
  'suppress: [{ code: forbidden-token, reason: because }]\n',
  'suppress: [{ code: emoji, text: 🙂, reason: because }]\n',
);

const templates = fc
  .tuple(ids, prose, constraints, suppress, semvers, fc.constantFrom('', '# moved\n'))
  .map(([id, text, rules, extra, semver, comment]) =>
    template(id, text, `${comment}constraints: ${rules}\n${extra}`, semver),
  );
const part = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(ids, semvers).map(([id, semver]) => `${id}@${semver}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(prose, constraints)
      .map(([content, rules]) => `{ content: ${JSON.stringify(content)}, constraints: ${rules} }`),
  },
);
const bundles = fc
  .tuple(
    fc.constantFrom('b', 'c'),
    semvers,
    fc.subarray(['large', 'larg', 'small']),
    fc.tuple(part, part, part, part),
    suppress,
  )
  .map(
    ([id, semver, tags, [system, personality, activity, task], extra]) =>
      `bundle_id: ${id}\nsemver: ${semver}\ntags: [${tags.join(', ')}]\n${extra}templates:\n` +
      `  system: ${system}\n  personality: ${personality}\n  activity: ${activity}\n  task: ${task}\n`,
  );
const inputs = fc
  .tuple(
    prose,
    fc.option(models),
    fc.option(fc.tuple(fc.constantFrom('b', 'c'), semvers)),
    fc.constantFrom('', 'stress: 0.5\n', 'stress: 7\n', 'semantic_traits: { mood: never }\n'),
    suppress,
  )
  .map(
    ([task, model, expected, more, extra]) =>
      `task: ${JSON.stringify(task)}\n${more}${extra}` +
      (model === null ? '' : `model_type: ${model}\n`) +
      (expected === null ? '' : `expect: { ${expected.join('@')}: ${'a'.repeat(64)} }\n`),
  );

const broken = fc.constantFrom(
  undefined,
  undefined,
  '',
  '{',
  'a: 1\n',
  '---\n',
  '---\ntemplate_id: persona\nsemver: 1.0.0\nrole: [\n---\n',
  '---\ntemplate_id: rules\nrole: [\n---\n',
  '<<<<<<< a\ntemplate_id: a\nsemver: 2.0.0\n=======\nsemver: 1.0.0\n>>>>>>> b\n',
  'bundle_id: b\nsemver: 1.0.0\ntags: [large\n',
  'bundle_id: c\ntags: [large\n',
);
const orBroken = (texts: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
  fc.oneof({ weight: 6, arbitrary: texts }, { weight: 1, arbitrary: broken });
const named = (
  names: readonly string[],
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<[string, string | undefined]> => fc.tuple(fc.constantFrom(...names), orBroken(texts));

/** A file by its name, with a text, or without one where it is deleted. */
export const edit = fc.oneof(
  named(
    ['1.prompt-template.md', '2.prompt-template.md', '3.prompt-template.md', 'dist/1.prompt-template.md'],
    templates,
  ),
  named(['1.prompt-bundle.yaml', '2.prompt-bundle.yaml', '3.prompt-bundle.yaml'], bundles),
  named(['1.prompt-input.yaml', '2.prompt-input.yaml', '3.prompt-input.yaml', '4.prompt-input.yaml'], inputs),
);
