import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Precedence } from '../../../../src/extension/workspace/precedence.js';

describe('what goes before the reading of all files', () => {
  const isOver = async ({ over }: Precedence): Promise<boolean> => {
    let isSettled = false;
    void over.then(() => (isSettled = true));
    await pause(5);
    return isSettled;
  };

  const deferred = (): {
    promise: Promise<string>;
    resolve: (value: string) => void;
    reject: (error: Error) => void;
  } => {
    let settle: Pick<ReturnType<typeof deferred>, 'resolve' | 'reject'> | undefined;
    const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
    return {
      promise,
      resolve: (value) => settle?.resolve(value),
      reject: (error) => settle?.reject(error),
    };
  };

  it('is waited for, each of several, whether it succeeds or not', async () => {
    const precedence = new Precedence(60_000);
    assert.equal(await isOver(precedence), true);
    const [one, other] = [deferred(), deferred()];
    const given = precedence.give(() => one.promise);
    const failed = precedence.give(() => other.promise);
    assert.equal(await isOver(precedence), false);
    other.reject(new Error('other'));
    await assert.rejects(failed, /other/);
    assert.equal(await isOver(precedence), false);
    one.resolve('one');
    assert.equal(await given, 'one');
    assert.equal(await isOver(precedence), true);
  });

  it('is not waited for any longer once it takes too long: it may wait for all files itself', async () => {
    const precedence = new Precedence(10);
    void precedence.give(() => new Promise(() => undefined));
    assert.equal(await isOver(precedence), false);
    await precedence.over;
  });
});
