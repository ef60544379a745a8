// Which revisions of which files `blame` asks for, and what it takes of them. By a real git: test/unit/cli/blame.test.ts.
import assert from 'node:assert/strict';
import { blame, type BlamedSentence } from '../../../src/language/blame.js';
import type { FileHistory, FileRevision } from '../../../src/language/blame/fileHistory.js';
import { readTemplates } from '../../../src/language/prompts/assembly.js';
import { MemoryWorkspace } from './memoryWorkspace.js';

const BUNDLE = 'b.prompt-bundle.yaml';
const bundle = (system: string, personality: string): string =>
  `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: "${system}" }\n  personality: { content: "${personality}" }\n  activity: { content: "At {{activity_level}}." }\n  task: { content: "{{task}}" }\n`;

/** The revisions of files, newest first, and how many were taken of each file that was asked for. */
function historyOf(
  texts: Readonly<Record<string, readonly (string | undefined)[]>>,
): FileHistory & { readonly taken: Record<string, number> } {
  const taken: Record<string, number> = {};
  const revision = (name: string, text: string | undefined, i: number): FileRevision => ({
    commit: { hash: `${i}`, author: 'Someone', date: `2024-01-0${9 - i}T00:00:00Z`, subject: `Back ${i}` },
    name,
    given: text === undefined ? undefined : { text },
  });
  return {
    taken,
    async *revisions(file) {
      taken[file] = 0;
      for (const [i, text] of (texts[file] ?? []).entries()) {
        taken[file]++;
        yield await Promise.resolve(revision(file, text, i));
      }
    },
  };
}

const INPUT = 'i.prompt-input.yaml';

/** What changed each sentence; `parsed` counts the texts that were read for it. */
async function blamed(
  now: string,
  history: FileHistory | undefined,
  { input = '', counts = { parsed: 0 } } = {},
): Promise<Record<string, readonly string[]>> {
  const workspace = new MemoryWorkspace();
  await workspace.write({ [BUNDLE]: now, [INPUT]: input });
  const given = workspace.get(INPUT);
  const chosen =
    given.kind === 'input' && given.model ? { file: INPUT, parsed: given, model: given.model } : undefined;
  const { published } = workspace.scope;
  const generator = await workspace.language.generatorOf('');
  const render = await generator.renderFromBundle({
    bundle: { id: 'b', semver: '1.0.0' },
    ...(chosen && { input: chosen.model }),
  });
  const templates = await readTemplates(render, workspace, published);
  assert.ok(templates);
  const sentences = await blame(
    { render, templates, input: chosen },
    {
      parse: (...file) => {
        counts.parsed++;
        return workspace.language.parse(...file);
      },
      published,
      history,
    },
  );
  return Object.fromEntries(sentences.map((sentence) => [sentence.text, changesIn(sentence)]));
}

function changesIn({ changes }: BlamedSentence): readonly string[] {
  return changes.map(({ revision, before }) => {
    const name = revision.kind === 'commit' ? revision.commit.subject : revision.kind;
    return before === undefined ? name : `${name}, before: ${before}`;
  });
}

describe('blame', () => {
  it('asks for a file once, whatever number of templates it has, and for no older revision than it needs', async () => {
    const history = historyOf({
      [BUNDLE]: [bundle('One.', 'Two.'), bundle('One.', 'Old.'), bundle('Else.', 'Older.'), '', ''],
    });
    const counts = { parsed: 0 };
    const by = await blamed(bundle('One.', 'Two.').replace('At ', 'Now at '), history, { counts });
    assert.deepEqual([by['One.'], by['Two.']], [['Back 1, before: Else.'], ['Back 0, before: Old.']]);
    assert.deepEqual(by['Now at 0.0.'], ['uncommitted, before: At {{activity_level}}.']);
    assert.deepEqual(history.taken, { [BUNDLE]: 3 });
    assert.equal(counts.parsed, 3);
  });

  it('finds for each sentence of a text the values in it, and no value that is empty', async () => {
    const text = bundle('Say {{task}}{{semantic_traits}} now. At {{stress}} be calm. Be kind.', 'Two.');
    const input = 'task: ""\nsemantic_traits: { tone: calm }\nstress: 0.5\n';
    const history = historyOf({
      [BUNDLE]: [text],
      [INPUT]: [input, input.replace('0.5', '0.25'), input.replace('calm', 'warm')],
    });
    const by = await blamed(text, history, { input });
    assert.deepEqual(by, {
      'Say {"tone":"calm"} now.': ['Back 0', 'Back 1, before: {"tone":"warm"}'],
      'At 0.5 be calm.': ['Back 0', 'Back 0, before: 0.25'],
      'Be kind.': ['Back 0'],
      'Two.': ['Back 0'],
      'At 0.0.': ['Back 0'],
    });
  });

  it('takes what is left for as old as the oldest revision, and passes over those it cannot read', async () => {
    const text = bundle('One.', 'Two.');
    const by = await blamed(text, historyOf({ [BUNDLE]: [undefined, text, '{ broken', text] }));
    assert.deepEqual(by['One.'], ['Back 3']);
  });

  it('takes a file without revisions for uncommitted, and without a history tells nothing', async () => {
    assert.deepEqual((await blamed(bundle('One.', 'Two.'), historyOf({})))['One.'], ['uncommitted']);
    assert.deepEqual((await blamed(bundle('One.', 'Two.'), undefined))['One.'], []);
  });
});
