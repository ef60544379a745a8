import assert from 'node:assert/strict';
import { canonicalJson } from '../../../../src/core/canonicalJson.js';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { inputTexts } from '../../../../src/core/hashes.js';
import { isJsonMap } from '../../../../src/core/model/jsonValue.js';
import { bySlot } from '../../../../src/core/model/slots.js';
import type { PromptBundle } from '../../../../src/core/model/bundle.js';
import type { RenderInput } from '../../../../src/core/model/renderInput.js';
import { createPromptGenerator, type Render } from '../../../../src/core/promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from '../../../../src/core/sources/inline.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { createExchange } from '../../../../src/registry/http/exchange.js';
import { createPromptService, type PromptService } from '../../../../src/registry/http/promptService.js';
import { verifyOverHttp } from '../../../../src/registry/http/verify.js';
import { PROBE_INPUT } from '../../../../src/registry/verification.js';
import { parseInput } from '../../documents/parsing.js';
import { EXCHANGES, valueOf } from './exchanges.js';
import { testServers } from './testServer.js';

const RENDERS = EXCHANGES.filter(
  ({ method, path }) => method === 'POST' && path === '/api/v1/prompts/render',
);

/** The templates of the recorded service's bundles, as `agent@1.0.0` has them. */
const CONTENTS = [
  'System: {{task}}',
  'Persona {{activity_level}} {{semantic_traits}}',
  'Activity {{stress}}',
  'Task: {{task}}',
];
const TAGS: Readonly<Record<string, readonly string[]>> = { 'agent@1.1.0': ['gpt-4o'] };

function bundleOf(bundle_id: string, semver: string, contents = CONTENTS): PromptBundle {
  return {
    bundle_id,
    semver,
    tags: TAGS[`${bundle_id}@${semver}`] ?? [],
    templates: bySlot((_slot, i) => ({
      kind: 'inline',
      template: { content: contents[i] ?? '', role: null, constraints: null, adapter_version: null },
    })),
  };
}

async function renderOf(bundle: PromptBundle, input: RenderInput): Promise<Render> {
  const generator = createPromptGenerator({
    bundles: inlineBundleSource([]),
    templates: inlineTemplateSource([]),
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => new Date(0),
  });
  return generator.renderInline({ bundle, origin: 'a', input });
}

/** A request to render, as our files have it; `undefined` for one that we would never send. */
function readRequest(
  body: string,
): { readonly bundle: PromptBundle; readonly input: RenderInput } | undefined {
  const value = valueOf(body);
  if (value === undefined || !isJsonMap(value)) return undefined;
  const rest = new Map(value);
  const [id, semver] = [rest.get('bundle_id'), rest.get('semver')];
  rest.delete('bundle_id');
  rest.delete('semver');
  const { model } = parseInput(canonicalJson(rest), 'json');
  const isOurs =
    typeof id === 'string' && typeof semver === 'string' && semver !== '' && !rest.has('engine_version');
  return isOurs && model ? { bundle: bundleOf(id, semver), input: model } : undefined;
}

/** What a request asks for, whether it says the defaults or not. */
function keyOf(body: string): string | undefined {
  const request = readRequest(body);
  if (!request) return undefined;
  const { bundle, input } = request;
  return `${bundle.bundle_id}@${bundle.semver} ${input.model_type ?? ''} ${inputTexts(input).canonical}`;
}

describe('verifying a render against the service', () => {
  const serve = testServers();
  const replay = async (): Promise<{ service: PromptService; missed: string[] }> => {
    const answers = new Map(RENDERS.map((exchange) => [keyOf(exchange.request_body ?? ''), exchange]));
    const missed: string[] = [];
    const url = await serve(({ body }, response) => {
      const exchange = answers.get(keyOf(body));
      if (!exchange) missed.push(body);
      response.writeHead(exchange?.status ?? 599, exchange?.response_headers).end(exchange?.response_body);
    });
    return {
      service: createPromptService(createExchange({ kind: 'http', name: 'a', url, timeout: 5000 })),
      missed,
    };
  };

  it('finds each prompt and both hashes equal that the service ever gave', async () => {
    const { service, missed } = await replay();
    const outcomes: string[] = [];
    for (const { name, status, request_body } of RENDERS) {
      const given = readRequest(request_body ?? '');
      if (!given || status !== 200) continue;
      const verification = await verifyOverHttp(service, await renderOf(given.bundle, given.input));
      outcomes.push(`${name}: ${verification.kind}`);
    }
    assert.deepEqual(
      outcomes.filter((outcome) => !outcome.endsWith(': same')),
      [],
    );
    assert.deepEqual(missed, []);
    assert.equal(outcomes.length, 14);
  });

  it('says what differs, and how the prompts do', async () => {
    const { service } = await replay();
    const others = ['System: {{task}}', 'Persona', 'Activity {{stress}}', 'Task: {{task}}'];
    const ours = await renderOf(bundleOf('agent', '1.0.0', others), input('{}'));
    const verification = await verifyOverHttp(service, ours);
    assert.deepEqual(verification.kind === 'differs' && [verification.fields, verification.diff], [
      ['rendered_prompt'],
      ['@@ -1,6 +1,6 @@', ' System: ', ' ', '-Persona', '+Persona 0.0 {}', ' ', ' Activity 0.0', ' '],
    ]);
  });

  it('says what the service does not have, or refuses', async () => {
    const { service } = await replay();
    assert.deepEqual(
      await verifyOverHttp(service, await renderOf(bundleOf('nobody', '1.0.0'), input('{}'))),
      {
        kind: 'missing',
      },
    );
    const failing = {
      render: () =>
        Promise.resolve({
          kind: 'refused',
          refusal: { status: 500, message: 'The service failed (500). Its log says why.', mistakes: [] },
        } as const),
    };
    const verification = await verifyOverHttp(
      failing,
      await renderOf(bundleOf('agent', '1.0.0'), input('{}')),
    );
    assert.deepEqual(
      verification.kind === 'refused' && verification.reason,
      'The service failed (500). Its log says why.',
    );
  });

  it('asks nobody to render what the service cannot', async () => {
    const nobody = { render: () => assert.fail('asked') };
    const nested = (depth: number): string =>
      `{"semantic_traits":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    const reasonOf = async (text: string): Promise<string> => {
      const verification = await verifyOverHttp(
        nobody,
        await renderOf(bundleOf('agent', '1.0.0'), input(text)),
      );
      assert.ok(verification.kind === 'refused');
      return verification.reason;
    };
    assert.match(await reasonOf(nested(253)), /^The traits are nested more than 253 deep/);
    assert.match(await reasonOf('{"task":"a\\u0000b"}'), /U\+0000/);
  });

  it('can do so with an input of nobody, which shows the joined templates', async () => {
    const render = await renderOf(bundleOf('agent', '1.0.0'), PROBE_INPUT);
    assert.equal(
      render.rendered_prompt,
      'System: {{task}}\n\nPersona 0.12345678901 {"probe":"semantic_traits"}\n\nActivity 0.98765432109\n\nTask: {{task}}',
    );
  });
});

function input(text: string): RenderInput {
  const { model } = parseInput(text, 'json');
  assert.ok(model);
  return model;
}
