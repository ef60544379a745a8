import { PASSWORD, PostgresServer, SUPERUSER } from './postgres.mjs';

/**
 * A database server for tests in an extension host, which cannot start one themselves: the one that DATABASE_URL names, or one
 * of this run's own.
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} what the tests find it by; nothing where there is none
 */
export async function provideHostDatabase() {
  const named = process.env['DATABASE_URL'];
  if (named) return { env: { PROMPT_BUNDLES_TEST_DATABASE: named }, stop: async () => undefined };
  try {
    const server = await PostgresServer.start();
    const url = new URL(`postgres://127.0.0.1:${server.port}/postgres`);
    url.username = SUPERUSER;
    url.password = PASSWORD;
    return { env: { PROMPT_BUNDLES_TEST_DATABASE: url.href }, stop: () => server.stop() };
  } catch (error) {
    console.log(
      `Skipped: the tests of registries. ${error instanceof Error ? error.message : String(error)}`,
    );
    return { env: {}, stop: async () => undefined };
  }
}
