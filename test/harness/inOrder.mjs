/**
 * Runs tasks, as many at a time as there are lanes, and gives what comes of them in the order in which they stand. A task that
 * runs alone waits for those before it, and those behind it wait for it.
 * @template T
 * @param {readonly { readonly runsAlone: boolean, readonly run: () => Promise<T> }[]} tasks
 * @param {number} lanes
 * @returns {AsyncGenerator<T>}
 */
export async function* inOrder(tasks, lanes) {
  /** @type {Set<Promise<unknown>>} */
  const running = new Set();
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  const results = tasks.map(({ runsAlone, run }) => {
    const started = before.then(async () => {
      while (running.size >= (runsAlone ? 1 : lanes)) await Promise.race(running);
      const result = run();
      const ended = result.then(
        () => undefined,
        () => undefined,
      );
      running.add(ended);
      void ended.then(() => running.delete(ended));
      return { result, ended };
    });
    before = started.then(({ ended }) => (runsAlone ? ended : undefined));
    return started.then(({ result }) => result);
  });
  // Whoever is given them is told of a failure; none is nobody's.
  for (const result of results) result.catch(() => undefined);
  for (const result of results) yield await result;
}
