const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;

/** Waits until a check passes, as long as a slow machine may take; fails as the check did last. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
