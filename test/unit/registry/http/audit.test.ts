// What the service's API gives of its audit: of a version that is named the newest render.
import assert from 'node:assert/strict';
import { auditOverHttp } from '../../../../src/registry/http/audit.js';
import { createExchange } from '../../../../src/registry/http/exchange.js';
import { createPromptService } from '../../../../src/registry/http/promptService.js';
import type { AuditQuery, RegistryAudit } from '../../../../src/registry/registry.js';
import { EXCHANGES } from './exchanges.js';
import { testServers } from './testServer.js';

const KNOWN = '12d95f9af0a433447dd71cc65c3f4d83';
const UNKNOWN = '00000000000000000000000000000000';

describe("the service's audit over HTTP", () => {
  const serve = testServers();
  let asked: string[] = [];
  beforeEach(() => (asked = []));

  /** The recorded service. */
  async function recorded(): Promise<RegistryAudit> {
    const url = await serve(({ path }, response) => {
      asked.push(path);
      const exchange = EXCHANGES.find((one) => one.method === 'GET' && one.path === path);
      assert.ok(exchange, path);
      response.writeHead(exchange.status, { 'content-type': 'application/json' }).end(exchange.response_body);
    });
    return auditOverHttp(
      createPromptService(createExchange({ kind: 'http', name: 's', url, timeout: 5_000 })),
    );
  }

  it('is the newest render of each version that is named, and its prompt', async () => {
    const audit = await recorded();
    const { items, next } = await audit.find({ bundleHashes: [UNKNOWN, KNOWN] });
    assert.deepEqual(items, [
      {
        id: '60111835-15ad-4fd6-87f9-f47b634a21a0',
        bundle_hash: KNOWN,
        personality_hash: 'd8d9357817d3c6b834efd2fdff006f55',
        engine_version: null,
        adapter_version: null,
        created_at: null,
      },
    ]);
    assert.equal(next, undefined);
    assert.equal(asked.length, 2);
    const [row] = items;
    assert.ok(row);
    assert.match((await audit.prompt(row)) ?? '', /^System: second\n\n/);
    assert.equal(await audit.prompt({ ...row, id: 'an older one' }), undefined);
    assert.equal(audit.database, undefined);
  });

  it('takes the first digits of a hash beside the versions', async () => {
    const audit = await recorded();
    const count = async (hash: string): Promise<number> =>
      (await audit.find({ bundleHashes: [KNOWN], hash })).items.length;
    assert.deepEqual([await count('12d9'), await count('d8d9'), await count('ffff')], [1, 1, 0]);
  });

  it('says that a hash alone, or a time, is not enough, and asks nothing', async () => {
    const audit = await recorded();
    const queries: AuditQuery[] = [
      { hash: '12d9' },
      { bundleHashes: [KNOWN], since: '2026' },
      { bundleHashes: [KNOWN], until: '2026' },
    ];
    for (const query of queries)
      await assert.rejects(audit.find(query), /gives the newest render of a version that is named/);
    assert.deepEqual(asked, []);
  });
});
