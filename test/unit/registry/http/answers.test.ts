import assert from 'node:assert/strict';
import { readRefusal } from '../../../../src/registry/http/answers.js';
import type { ServiceAnswer } from '../../../../src/registry/http/exchange.js';
import { RegistryError } from '../../../../src/registry/registryError.js';
import { EXCHANGES, type RecordedExchange } from './exchanges.js';

/** What is said of an answer that is no success. */
function said(answer: ServiceAnswer): string {
  try {
    const { message, code, mistakes } = readRefusal(answer);
    const places = mistakes.map(({ path }) => path.join('.'));
    return [
      message,
      ...(code === undefined ? [] : [`<${code}>`]),
      ...(places.length > 0 ? [`at ${places.join(', ')}`] : []),
    ].join(' ');
  } catch (error) {
    assert.ok(error instanceof RegistryError);
    return `${error.code}: ${error.message}`;
  }
}

function recorded(name: string): ServiceAnswer {
  const exchange = EXCHANGES.find((one) => one.name === name);
  assert.ok(exchange, name);
  return answerOf(exchange);
}

function answerOf({ status, response_headers, response_body }: RecordedExchange): ServiceAnswer {
  const [contentType = ''] = (response_headers['content-type'] ?? '').split(';');
  const { location } = response_headers;
  return { status, contentType, text: response_body, ...(location !== undefined && { location }) };
}

const CASES: readonly (readonly [name: string, said: string])[] = [
  ['template duplicate, same content', 'Template with this template_id and semver already exists.'],
  ['render unknown bundle', 'Bundle not found: nobody@1.0.0.'],
  [
    'render unsupported model, no tags',
    `Bundle does not support model_type 'a'b"'. <bundle_unsupported_model>`,
  ],
  ['template semver "1.0"', 'semver: semver must match major.minor.patch (e.g. 1.0.0). at semver'],
  [
    'template two mistakes at once',
    "semver: semver must match major.minor.patch (e.g. 1.0.0). role: String should match pattern '^(system|developer|user)$'. at semver, role",
  ],
  ['bundle tags not strings', 'tags.1: Input should be a valid string. at tags.1'],
  ['constraint wrong type', 'FORBIDDEN_TOKENS: Input should be a valid list. at FORBIDDEN_TOKENS'],
  ['body missing', 'Field required. at '],
  ['body not UTF-8', 'There was an error parsing the body.'],
  ['template content with NUL', 'The service failed (500). Its log says why.'],
  [
    'health without /api',
    'not-the-service: At this address no prompt API answers (404). Check the URL, and any proxy in between.',
  ],
  [
    'trailing slash',
    'not-the-service: The address leads on to http://127.0.0.1:58800/api/v1/prompts/templates. Set the URL that it leads to, if you trust it.',
  ],
];

describe('what the service answers where it does not do what it was asked', () => {
  for (const [name, expected] of CASES)
    it(name, () => {
      assert.equal(said(recorded(name)), expected);
    });

  it('is said in words, whatever the service ever answered', () => {
    const refused = EXCHANGES.filter(({ status }) => status >= 300).map((exchange) =>
      said(answerOf(exchange)),
    );
    assert.ok(refused.length > 80);
    assert.deepEqual(
      refused.filter((text) => text.trim() === '' || text.includes('undefined') || text.length > 900),
      [],
    );
  });

  it('is told apart from what a proxy answers', () => {
    const html = (status: number): ServiceAnswer => ({
      status,
      contentType: 'text/html',
      text: '<h1>No</h1>',
    });
    assert.equal(
      said(html(404)),
      'not-the-service: At this address a web page answers (404). Check the URL, and any proxy in between.',
    );
    assert.equal(
      said(html(401)),
      'authentication: A proxy before the service refuses the request (401). Set the header that it asks for.',
    );
    assert.equal(said(html(502)), 'The service failed (502). Its log says why.');
  });
});
