// Answers of the model against the bundles of a workspace: with the constraint that objects, and fixes.
import assert from 'node:assert/strict';
import { PromptError } from '../../../src/core/model/promptError.js';
import { type AnswerChecker, answerFile } from '../../../src/language/checkAnswer.js';
import { applyEdits } from '../../../src/language/edits/textEdit.js';
import { fixAll, fixesFor } from '../../../src/language/fix.js';
import { bundleOf, workspaceOf, type MemoryWorkspace } from './memoryWorkspace.js';

const B = { id: 'b', semver: '1.0.0' };
const FILES = bundleOf({
  system: [
    'Be calm.',
    'constraints:\n  FORBIDDEN_TOKENS: [basically]\n  MAX_PARAGRAPHS: 3\n  ASSERTIVENESS_LEVEL: 0.1\n',
  ],
  personality: ['Warm.', 'constraints: { ASSERTIVENESS_LEVEL: 0.9, MAX_SENTENCE_LENGTH: 6 }\n'],
  activity: ['Act.', 'constraints: { MAX_PARAGRAPHS: 1, NO_EMOJI: true }\n'],
});

async function checkerOf(files: Readonly<Record<string, string>> = FILES): Promise<AnswerChecker> {
  const workspace: MemoryWorkspace = await workspaceOf(files);
  const checker = await workspace.language.answerChecker('b.prompt-bundle.yaml', B);
  assert.ok(checker);
  return checker;
}

const found = (checker: AnswerChecker, answer: string): string[] =>
  checker.check(answerFile(answer)).map(({ code, range, message, related = [] }) => {
    const [place] = related;
    return `${code} ${range.start}-${range.end} ${/\([^()]*\)$/.exec(message)?.[0] ?? ''} ${place?.file ?? ''}`;
  });

describe('an answer of a bundle', () => {
  it('is held to the constraints of all templates, each with the place that objects first', async () => {
    const checker = await checkerOf();
    assert.deepEqual(found(checker, 'Basically, yes 🙂.\n\nTwo.'), [
      'forbidden-token 0-9 (s@1.0.0) s.prompt-template.md',
      'emoji 15-17 (a@1.0.0) a.prompt-template.md',
      'too-many-paragraphs 20-24 (a@1.0.0) a.prompt-template.md',
    ]);
    assert.deepEqual(found(checker, 'It may be one, two, or perhaps even three and more.'), [
      'sentence-too-long 0-51 (p@1.0.0) p.prompt-template.md',
    ]);
  });

  it('is held to the personality’s assertiveness, though another template comes first', async () => {
    const checker = await checkerOf();
    assert.deepEqual(found(checker, 'It may be.\nPerhaps it might.\nPossibly.'), [
      'assertiveness 0-38 (p@1.0.0) p.prompt-template.md',
    ]);
  });

  it('is held to the first of several that say the same, and to the personality’s assertiveness before that', async () => {
    const constraints = 'constraints: { FORBIDDEN_TOKENS: [basically], ASSERTIVENESS_LEVEL: 0.9 }\n';
    const checker = await checkerOf(
      bundleOf({ system: ['Be calm.', constraints], personality: ['Warm.', constraints] }),
    );
    assert.deepEqual(found(checker, 'Basically, it may be. Perhaps it might. Possibly.'), [
      'forbidden-token 0-9 (s@1.0.0) s.prompt-template.md',
      'assertiveness 0-49 (p@1.0.0) p.prompt-template.md',
    ]);
  });

  it('is read as it was given: other line ends and a byte order mark move nothing', async () => {
    const checker = await checkerOf();
    const answer = answerFile('\ufeffYes.\r\nBasically.');
    const [first] = checker.check(answer);
    assert.deepEqual(answer.source.positionAt(first?.range.start ?? 0), { line: 1, column: 0 });
  });

  it('has the severities that are set, and nothing of a rule that is off', async () => {
    const checker = await checkerOf();
    const answer = answerFile('Basically 🙂');
    const rules = { emoji: 'off', 'forbidden-token': 'error' } as const;
    assert.deepEqual(
      checker
        .check(answer, rules)
        .map(({ code, severity, usualSeverity }) => [code, severity, usualSeverity]),
      [['forbidden-token', 'error', 'warning']],
    );
  });

  it('is held to a bundle whose templates are written in itself', async () => {
    const inline = (content: string, more = ''): string => `{ content: ${content}${more} }`;
    const checker = await checkerOf({
      'b.prompt-bundle.yaml': `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: ${inline('S', ', constraints: { NO_EMOJI: true }')}\n  personality: ${inline('P')}\n  activity: ${inline('A')}\n  task: ${inline('T')}\n`,
    });
    assert.deepEqual(checker.files, ['b.prompt-bundle.yaml']);
    assert.deepEqual(found(checker, '🙂'), ['emoji 0-2 (b@1.0.0) b.prompt-bundle.yaml']);
  });

  it('is not held to anything by a bundle without constraints', async () => {
    assert.equal((await checkerOf(bundleOf({}))).isConstrained, false);
    assert.equal((await checkerOf()).isConstrained, true);
    for (const constraints of ['{ NO_EMOJI: true }', '{ MAX_PARAGRAPHS: 9 }', '{ FORBIDDEN_TOKENS: [x] }'])
      assert.equal(
        (await checkerOf(bundleOf({ task: ['T', `constraints: ${constraints}\n`] }))).isConstrained,
        true,
        constraints,
      );
  });

  it('is refused where the version cannot be rendered', async () => {
    const { language } = await workspaceOf(FILES);
    await assert.rejects(language.answerChecker('', { id: 'b', semver: '2.0.0' }), PromptError);
  });

  it('is not checked where a template has gone since it was resolved', async () => {
    const workspace = await workspaceOf(FILES);
    const read = workspace.read.bind(workspace);
    let reads = 0;
    workspace.read = (file) =>
      file.startsWith('p') && ++reads > 1 ? Promise.resolve(undefined) : read(file);
    assert.equal(await workspace.language.answerChecker('b.prompt-bundle.yaml', B), undefined);
    assert.equal(reads, 2);
  });
});

describe('a fix of an answer', () => {
  const fixed = (checker: AnswerChecker, answer: string): [string, string][] => {
    const subject = checker.fixSubject(answer);
    return checker
      .check(answerFile(answer))
      .flatMap((finding) =>
        fixesFor(subject, finding).map(({ title, edits }): [string, string] => [
          title,
          applyEdits(answer, edits),
        ]),
      );
  };

  it('is that of a prompt: words go, sentences are split', async () => {
    const checker = await checkerOf();
    assert.deepEqual(fixed(checker, 'Basically, we ship.'), [['Remove “Basically”', 'We ship.']]);
    assert.deepEqual(fixed(checker, 'Hi 🙂.'), [['Remove “🙂”', 'Hi.']]);
    assert.deepEqual(fixed(checker, 'The price is copied, and we never round it.'), [
      ['Split the sentence at “, and”', 'The price is copied. We never round it.'],
    ]);
  });

  it('is not offered where it would break another constraint', async () => {
    const checker = await checkerOf();
    assert.deepEqual(fixed(checker, 'The price is copied, and we never ever round it up there.'), []);
  });

  it('is made of all problems at once', async () => {
    const checker = await checkerOf();
    const answer = 'Basically yes.\nIt is basically no.';
    const subject = checker.fixSubject(answer);
    const edits = fixAll(subject, checker.check(answerFile(answer)));
    assert.equal(applyEdits(answer, edits), 'Yes.\nIt is no.');
  });

  it('stays where it is without what the front matter of a template would be', async () => {
    const checker = await checkerOf();
    const answer = '---\nrole: basically\n---\n\n';
    assert.deepEqual(
      checker.check(answerFile(answer)).map(({ range }) => answer.slice(range.start, range.end)),
      ['basically'],
    );
  });
});
