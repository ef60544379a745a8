import { extensionHostLog } from './extensionHostLog.mjs';
import { openWorkbench } from './workbench.mjs';

/** Less than a step of the tests may take, so that it is this that tells what is in sight then. */
const TIMEOUT_MS = Number(process.env['PROMPT_BUNDLES_TIMEOUT_MS'] ?? 1_200_000);

/**
 * Opens a workbench that runs the tests named in `options`, and waits for their end.
 * @param {import('./workbench.mjs').WorkbenchOptions & { tests: string }} options
 * @returns {Promise<number>} the exit code that VS Code for the desktop would have: 0 when the tests' `run` resolved
 */
export async function runInExtensionHost(options) {
  /** @type {(code: number) => void} */
  let finish = () => {};
  /** @type {Promise<number>} */
  const finished = new Promise((resolve) => (finish = resolve));
  const log = extensionHostLog((text) => console.log(text));

  const workbench = await openWorkbench({
    ...options,
    async beforeOpen(page) {
      // The workbench calls these two, where they exist, when it runs an extension's tests.
      await page.exposeFunction(
        'codeAutomationLog',
        (/** @type {string} */ _type, /** @type {unknown[]} */ args) => log(args),
      );
      await page.exposeFunction('codeAutomationExit', finish);
      page.on('crash', () => {
        console.error("The workbench's page crashed.");
        finish(1);
      });
    },
  });
  const timer = setTimeout(() => void giveUp(workbench, options).then(() => finish(1)), TIMEOUT_MS);
  const code = await finished;
  clearTimeout(timer);
  await workbench.close();
  return code;
}

/**
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {{ kind?: string }} options
 */
async function giveUp(workbench, { kind = 'node' }) {
  const picture = await workbench.screenshot(`time-out-${kind}`).catch(String);
  console.error(
    `The tests did not end within ${TIMEOUT_MS / 1000} s; picture: ${picture}\n${workbench.serverLog}`,
  );
}
