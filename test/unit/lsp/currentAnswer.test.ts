import assert from 'node:assert/strict';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { currentAnswer } from '../../../src/lsp/currentAnswer.js';

const settled = { changes: 0, settle: () => Promise.resolve() };
const { token } = new CancellationTokenSource();

async function codeOf(answer: Promise<unknown>): Promise<number | undefined> {
  const given = await answer;
  return given instanceof ResponseError ? given.code : undefined;
}

describe('an answer of the language server', () => {
  it('is given when nothing has changed', async () => {
    assert.equal(await currentAnswer(settled, (one: number) => Promise.resolve(one + 1))(1, token), 2);
  });

  it('is not given of a state that is no more, whether that changed before it was looked for or meanwhile', async () => {
    const workspace = {
      changes: 0,
      settle: () => {
        workspace.changes++;
        return Promise.resolve();
      },
    };
    assert.equal(await codeOf(currentAnswer(workspace, () => assert.fail())({}, token)), -32801);
    const changing = { ...settled };
    const answer = (): Promise<number> => Promise.resolve(++changing.changes);
    assert.equal(await codeOf(currentAnswer(changing, answer)({}, token)), -32801);
  });

  it('is not looked for when it is cancelled, and not given when that comes meanwhile', async () => {
    const cancelled = new CancellationTokenSource();
    const answer = (): Promise<void> => {
      cancelled.cancel();
      return Promise.resolve();
    };
    assert.equal(await codeOf(currentAnswer(settled, answer)({}, cancelled.token)), -32800);
    assert.equal(await codeOf(currentAnswer(settled, () => assert.fail())({}, cancelled.token)), -32800);
  });

  it('says in one line what went wrong', async () => {
    const failing = currentAnswer(settled, () => Promise.reject(new Error('No\n\u202ein')));
    const given = await failing({}, token);
    assert.ok(given instanceof ResponseError);
    assert.doesNotMatch(given.message, /[\n\u202e]/);
    const refused = currentAnswer(settled, () =>
      Promise.reject(new ResponseError(-32803, 'It is published.')),
    );
    assert.equal(await codeOf(refused({}, token)), -32803);
  });
});
