// What reaches registries is one file for the editor and the command line: it speaks the language that its shell gives it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { openRegistry, registryFromSettings, useTranslations } from '../../../src/registry/index.js';

const GERMAN = {
  'A connection over HTTP has no key {0}.': 'Eine Verbindung über HTTP hat keinen Schlüssel {0}.',
  'Nothing answers at this address ({0}).': 'Unter dieser Adresse antwortet nichts ({0}).',
  'the service at {0}': 'Dienst unter {0}',
};

const refusal = (): string | undefined =>
  registryFromSettings({ url: 'https://prompts.example', colour: 'red' }).problem;

/** Where nothing listens. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

describe('the texts of registries', () => {
  afterEach(() => {
    useTranslations(undefined);
  });

  it('are in English where nobody gives a language, and again once none is given', () => {
    const english = 'A connection over HTTP has no key `colour`.';
    assert.equal(refusal(), english);
    useTranslations(GERMAN);
    assert.notEqual(refusal(), english);
    useTranslations(undefined);
    assert.equal(refusal(), english);
  });

  it('are in the language that is given: of settings, and of what goes wrong; what has no translation is in English', async () => {
    useTranslations(GERMAN);
    assert.equal(refusal(), 'Eine Verbindung über HTTP hat keinen Schlüssel `colour`.');
    const url = await closedAddress();
    const { connection } = registryFromSettings({ url });
    assert.ok(connection);
    const registry = openRegistry(
      connection,
      {},
      {
        loadHashing: () => Promise.reject(new Error('Nothing is rendered here.')),
        root: import.meta.dirname,
        newId: () => '',
      },
    );
    assert.equal(registry.text, `Dienst unter ${url}`);
    await assert.rejects(registry.has([{ id: 'greeting', semver: '1.0.0' }]), {
      name: 'RegistryError',
      code: 'unreachable',
      message:
        'Unter dieser Adresse antwortet nichts (ECONNREFUSED). Check the URL, and that the service runs.',
    });
  });
});
