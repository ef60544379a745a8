// What is told after any edits is what a server that is started anew tells of the same texts.
import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import fc from 'fast-check';
import { temporaryFolder } from '../unit/temporaryFolder.js';
import { Client } from './client.js';

const template = (id: string, role: string, content: string, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: ${role}\ncontent: ${content}\n${rest}`;
const FILES: Readonly<Record<string, string>> = {
  'a.prompt-template.yaml': template('a', 'system', 'We fix it basically.'),
  'f.prompt-template.yaml': template(
    'f',
    'system',
    'Be short.',
    'constraints: {FORBIDDEN_TOKENS: [basically]}\n',
  ),
  't.prompt-template.yaml': template('t', 'user', '"{{task}}"'),
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: a@1.0.0\n  personality: f@1.0.0\n  activity: f@1.0.0\n  task: t@1.0.0\ntags: [m]\n',
  'i.prompt-input.yaml': 'model_type: m\ntask: Fix it basically.\nexpect:\n  b@1.0.0: {max_words: 3}\n',
};
/** What is written in the place of something: what breaks files, joins lines, names others, and is worth two units. */
const PIECES = [
  '',
  'a',
  'f@1.0.0',
  '1.0.1',
  '{{task}}',
  '{{tusk}}',
  'basically ',
  '\n',
  '\r\n',
  '\r',
  '"',
  ': ',
  '[',
  '🚲',
  '\ufeff',
  '  ',
];

interface Edit {
  readonly file: string;
  /** Where it begins, as a part of the text, and how many units go. */
  readonly at: number;
  readonly removed: number;
  readonly text: string;
}

const edits = fc.array(
  fc.record<Edit>({
    file: fc.constantFrom(...Object.keys(FILES)),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 8 }),
    text: fc.constantFrom(...PIECES),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('edits of documents', () => {
  const folderWith = temporaryFolder();

  it('leave the diagnostics that a fresh server tells', async function () {
    this.timeout(600_000);
    const folder = realpathSync(folderWith(FILES));
    const client = await Client.start(folder);
    const texts = new Map(Object.entries(FILES));
    const versions = new Map<string, number>();
    for (const [file, text] of texts) {
      await client.open(file, text);
      versions.set(file, 1);
    }
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        for (const { file, at, removed, text } of made) {
          const before = texts.get(file) ?? '';
          const start = between(before, Math.floor(at * before.length));
          const end = between(before, Math.min(before.length, start + removed));
          texts.set(file, before.slice(0, start) + text + before.slice(end));
          const range = { start: positionIn(before, start), end: positionIn(before, end) };
          versions.set(file, await client.change(file, { range, text }));
        }
        const told = await settled(client, versions);
        const fresh = await Client.start(folder);
        for (const [file, text] of texts) await fresh.open(file, text);
        const anew = await settled(fresh, new Map([...texts.keys()].map((file) => [file, 1])));
        await fresh.end();
        assert.deepEqual(told, anew, JSON.stringify([...texts]));
        // Some begin from sound files again.
        if (++ended % 3 === 0)
          for (const [file, text] of Object.entries(FILES)) {
            texts.set(file, text);
            versions.set(file, await client.change(file, { text }));
          }
      }),
      { numRuns: 25, endOnFailure: true },
    );
    assert.equal(await client.end(), 0);
  });
});

/** What is told of all files in these versions. */
async function settled(client: Client, versions: ReadonlyMap<string, number>): Promise<readonly string[]> {
  for (const [file, version] of versions) await client.toldOf(file, version);
  return [...client.lines()].sort();
}

/** An offset that no end of a line is around: the protocol has no place within one. */
function between(text: string, offset: number): number {
  return text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset;
}

/** Such an offset as the protocol has it. */
function positionIn(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}
