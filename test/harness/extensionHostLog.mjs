import { format } from 'node:util';

// What VS Code says about itself while it runs tests. The rest is the tests' own.
const NOISE = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket \(/,
  /^Ignoring fetching additional builtin extensions/,
  /^Loading development extension at/,
  /^\[(Service Worker|reconnection-grace-time|AccountPolicyGate|ChatModelSelection)\]/,
  /^CodeExpectedError\b/,
  /^(ChatSessionStore: Migrating|Updating additional builtin extensions cache)/,
  /^Creation of workbench contribution .* took/,
  /^Request to '.*package\.nls\.json' failed with status code 404/,
];
const STACK_IN_WORKBENCH = /^\s+at .*workbench\.js/;

/**
 * Passes on what the extension host logs, without VS Code's own noise.
 * @param {(text: string) => void} write
 * @returns {(args: readonly unknown[]) => void} takes what was given to `console.log` over there
 */
export function extensionHostLog(write) {
  let inNoise = false;
  return (args) => {
    const text = format(...args);
    inNoise = NOISE.some((noise) => noise.test(text)) || (inNoise && STACK_IN_WORKBENCH.test(text));
    if (!inNoise) write(text);
  };
}
