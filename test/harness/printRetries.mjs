/**
 * Prints why a test is tried again: mocha itself tells of the last attempt alone.
 * @param {{ on(event: 'retry', listener: (test: { fullTitle(): string }, error: Error) => void): unknown }} runner
 */
export function printRetries(runner) {
  runner.on('retry', (test, error) => {
    console.log(`retried: ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
}
