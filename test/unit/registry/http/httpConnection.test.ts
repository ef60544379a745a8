import assert from 'node:assert/strict';
import {
  httpConnectionFromSettings,
  httpConnectionFromUrl,
  readProxyHeader,
} from '../../../../src/registry/http/httpConnection.js';

describe('a connection over HTTP', () => {
  it('is read from a URL, whatever part of the API it was copied with', () => {
    for (const end of ['', '/', '/api', '/api/v1', '/api/v1/'])
      assert.deepEqual(httpConnectionFromUrl(`https://prompts.example.org:8443/team${end}`), {
        connection: {
          kind: 'http',
          name: 'prompts.example.org:8443',
          url: 'https://prompts.example.org:8443/team',
          timeout: 10_000,
        },
      });
  });

  const PROBLEMS: readonly (readonly [url: string, problem: string])[] = [
    ['prompts.example.org', 'This is not the URL of a service. Write `https://host`.'],
    ['ftp://a/', 'This is not the URL of a service. Write `https://host`.'],
    ['', 'This is not the URL of a service. Write `https://host`.'],
    [
      'http://me:4f1c-secret@a/',
      'The URL holds a user or a password. Remove them, and set PROMPT_BUNDLES_REGISTRY_HEADER instead.',
    ],
    ['http://a/?key=4f1c-secret', 'The URL of a service has no `?` and no `#`. Remove what stands behind.'],
  ];
  for (const [url, problem] of PROBLEMS)
    it(`is none of ${url}`, () => {
      assert.deepEqual(httpConnectionFromUrl(url), { problem });
    });

  it('is read from settings, which hold no secret', () => {
    const read = (more: object): unknown =>
      httpConnectionFromSettings({ kind: 'http', url: 'http://a', ...more });
    assert.deepEqual(read({ name: 'Live', timeout: 500 }), {
      connection: { kind: 'http', name: 'Live', url: 'http://a', timeout: 500 },
    });
    assert.deepEqual(read({ header: 'x' }), { problem: 'A connection over HTTP has no key `header`.' });
    assert.deepEqual(read({ url: 1 }), { problem: 'Set the `url` of the service.' });
    assert.deepEqual(read({ timeout: 50 }), {
      problem: 'The `timeout` must be a whole number from 100 to 600000.',
    });
    assert.deepEqual(read({ name: ' ' }), { problem: 'The `name` of a connection must be a text.' });
  });

  it('reads the header of a proxy', () => {
    assert.deepEqual(readProxyHeader('Authorization: Bearer a:b '), {
      name: 'Authorization',
      value: 'Bearer a:b',
    });
    for (const none of ['', 'Authorization', 'Authorization:', 'A b: c', 'A: b\nC: d', 'A: é'])
      assert.equal(readProxyHeader(none), undefined, none);
  });
});
