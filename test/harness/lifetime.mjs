import { constants } from 'node:os';

// Browsers, servers and temporary folders must not outlive the process that made them, however it ends.

/** @type {Set<() => void>} */
const cleanups = new Set();

process.once('exit', () => {
  for (const cleanup of [...cleanups].reverse()) cleanup();
});

// Node ends on these signals without the 'exit' event.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/**
 * Runs `cleanup`, which must not need to wait, when this process ends.
 * @param {() => void} cleanup
 * @returns {() => void} takes it back, for whoever has cleaned up by then
 */
export function onExit(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
