import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so. */
export async function eventually(condition: () => Promise<boolean>, within = 20_000): Promise<void> {
  const end = performance.now() + within;
  while (!(await condition())) {
    assert.ok(performance.now() < end, 'It did not come about.');
    await pause(20);
  }
}
