// The service's own renders (test/vectors): every one must come out byte for byte, through the library and through the
// command line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderInline } from '../../src/core/index.js';
import { isSemver } from '../../src/core/model/semver.js';
import { run } from './commandLineRun.js';
import { projectFolder } from './projectFolder.js';
import type { ServiceRender } from '../serviceRender.js';
import { temporaryFolder } from './temporaryFolder.js';

interface WorkspaceCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly bundle: string;
  readonly input: string | null;
  readonly expected: object;
}

const read = <Case>(name: string): Case[] =>
  JSON.parse(readFileSync(path.join(projectFolder, 'test/vectors', name), 'utf8')) as Case[];
const renderCases = read<ServiceRender>('render.json');
const workspaceCases = read<WorkspaceCase>('workspaces.json');

/** The case as a bundle file with its templates inline. */
function bundleFile({
  bundle_id,
  semver,
  parts: [system, personality, activity, task],
}: ServiceRender): string {
  const templates = {
    system: { content: system },
    personality: { content: personality },
    activity: { content: activity },
    task: { content: task },
  };
  return JSON.stringify({ bundle_id, semver, templates });
}

describe('vectors: render.json', function () {
  this.timeout(10_000);
  const folder = temporaryFolder();

  it('has cases', () => {
    assert.ok(renderCases.length >= 80);
    assert.ok(renderCases.every(({ semver }) => isSemver(semver)));
  });

  for (const vector of renderCases) {
    const { name, bundle_id, semver, parts, payload_json, expected } = vector;

    it(`${name}: library`, async () => {
      const { prompt_hash, ...render } = await renderInline({
        bundle_id,
        semver,
        parts,
        input: payload_json,
      });
      assert.deepEqual(render, expected);
      assert.match(prompt_hash, /^[0-9a-f]{64}$/);
    });

    // A template in a file has at least one character (spec, section 1.1), so the command line must refuse these.
    const empty = parts.filter((part) => part === '').length;
    it(`${name}: command line${empty > 0 ? ' refuses the empty part' : ''}`, async () => {
      const root = folder({ 'a.prompt-bundle.json': bundleFile(vector), 'input.json': payload_json });
      const { code, out, error } = await run(
        root,
        'render',
        `${bundle_id}@${semver}`,
        '--input',
        'input.json',
        '--format',
        'json',
        '--no-audit',
      );
      if (empty > 0) {
        assert.equal(code, 1);
        assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, 'invalid_bundle');
        assert.equal(error.match(/content` must not be empty/g)?.length, empty);
        return;
      }
      assert.equal(error, '');
      assert.equal(code, 0);
      const { rendered_prompt, bundle_hash, personality_hash } = JSON.parse(out) as ServiceRender['expected'];
      assert.deepEqual({ rendered_prompt, bundle_hash, personality_hash }, expected);
    });
  }

  it('as text, the prompt is all there is', async () => {
    for (const vector of renderCases.filter(({ parts }) => parts.every((part) => part !== '')).slice(0, 10)) {
      const root = folder({ 'a.prompt-bundle.json': bundleFile(vector), 'input.json': vector.payload_json });
      const { out } = await run(
        root,
        'render',
        `${vector.bundle_id}@${vector.semver}`,
        '--input',
        'input.json',
        '--no-audit',
      );
      assert.equal(out, vector.expected.rendered_prompt);
    }
  });
});

describe('vectors: workspaces.json', () => {
  const folder = temporaryFolder();

  it('has cases', () => {
    assert.ok(workspaceCases.length >= 5);
  });

  for (const { name, files, bundle, input, expected } of workspaceCases) {
    const args = ['render', bundle, ...(input === null ? [] : ['--input', input]), '--no-audit'];

    it(`${name}: all hashes`, async () => {
      const { code, out, error } = await run(folder(files), ...args, '--format', 'json');
      assert.equal(error, '');
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), { bundle, ...expected });
    });

    it(`${name}: whatever the line ends`, async () => {
      const crlf = Object.entries(files).map(([file, text]): [string, string] => [
        file,
        `\ufeff${text
          .replace(/^\ufeff/, '')
          .replaceAll('\r\n', '\n')
          .replaceAll('\n', '\r\n')}`,
      ]);
      const { out } = await run(folder(Object.fromEntries(crlf)), ...args, '--format', 'json');
      assert.deepEqual(JSON.parse(out), { bundle, ...expected });
    });
  }
});
