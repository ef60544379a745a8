// What is reported of files, as a shell asks for it: over one root or more, with text that is held back or without.
import assert from 'node:assert/strict';
import { CompiledCache } from '../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../src/core/documents/promptFile.js';
import { readSnapshot } from '../../../src/core/published/readSnapshot.js';
import { loadHashing } from '../../../src/core/hashing.js';
import type { HeldBackFiles, LanguageFiles } from '../../../src/language/context.js';
import { createPromptLanguage, type PromptLanguage } from '../../../src/language/promptLanguage.js';
import { PromptIndex } from '../../../src/language/promptIndex.js';
import { sha256 } from '../../../src/node/sha256.js';
import { small } from '../published/samples.js';
import { read, snapshotOf } from '../rendering.js';
import { bundleOf, template, workspaceOf } from './memoryWorkspace.js';

const PERSONA = 'p.prompt-template.md';
const BUNDLE = 'b.prompt-bundle.yaml';
const INPUT = 'i.prompt-input.yaml';
const TOKENS = 'constraints:\n  FORBIDDEN_TOKENS: [never]\n';
const FILES = bundleOf({ system: ['Be calm.', TOKENS], personality: 'Never mind.' });

const parse = (file: string, text: string): PromptFile => {
  const type = fileTypeOf(file);
  assert.ok(type, file);
  return parsePromptFile(type, { text });
};

/** A language over files of which some say something else in their editors, which is held back. */
function holdingBack(
  stored: Readonly<Record<string, string>>,
  shown: Readonly<Record<string, string>>,
): PromptLanguage {
  const index = new PromptIndex({ rootOf: () => '' });
  const kept = new Map(Object.entries(stored).map(([file, text]) => [file, parse(file, text)]));
  for (const [file, parsed] of kept) index.load(file, parsed);
  const typed = new Map(Object.entries(shown).map(([file, text]) => [file, parse(file, text)]));
  const files: LanguageFiles & HeldBackFiles = {
    read: (file) => Promise.resolve(typed.get(file) ?? kept.get(file)),
    told: { read: (file) => Promise.resolve(kept.get(file)) },
    heldBack: () => [...typed.keys()],
    scopeOf: (file) => index.of(file),
    scopes: () => index.all(),
  };
  return createPromptLanguage({
    files,
    cache: new CompiledCache(),
    loadHashing: () => loadHashing(sha256),
    now: () => new Date(0),
  });
}

describe('what is reported of a file', () => {
  it('is known to be nothing without its text, where nothing is found', async () => {
    const files = await workspaceOf({
      ...FILES,
      'lone.prompt-template.md': template('lone', 'Text.'),
      'said.prompt-template.md': template('said', 'Text.', 'suppress:\n  - { code: emoji, reason: x }\n'),
      'other.prompt-bundle.yaml': 'bundle_id: other\nsemver: 1.0.0\ntemplates: { system: gone@1.0.0 }\n',
      [INPUT]: 'task: x\nexpect:\n  b@1.0.0: { contains: [nothing] }\n',
    });
    const { language } = files;
    const clear = (): string[] => files.names().filter((file) => language.isClear(file));
    assert.deepEqual(clear(), [
      'a.prompt-template.md',
      BUNDLE,
      INPUT,
      'lone.prompt-template.md',
      PERSONA,
      's.prompt-template.md',
      't.prompt-template.md',
    ]);
    for (const file of clear()) assert.deepEqual(language.diagnose(file, files.get(file)), [], file);
    await language.assemble(BUNDLE);
    await language.compareExpectations(INPUT);
    assert.deepEqual(clear(), [
      'a.prompt-template.md',
      BUNDLE,
      'lone.prompt-template.md',
      's.prompt-template.md',
      't.prompt-template.md',
    ]);
    assert.equal(language.isClear('none.prompt-input.yaml'), true);
  });

  it('of a published version that is damaged is said of its file, as the rules have it', async () => {
    const files = await workspaceOf(FILES);
    const file = 'published/b@1.0.0.json';
    const given = { text: '{}' };
    const snapshot = readSnapshot({ file, name: 'b@1.0.0.json', given }, await loadHashing(sha256));
    files.scope.updateSnapshot(snapshot);
    const [finding, ...others] = files.language.diagnosePublished(file);
    assert.ok(finding);
    assert.deepEqual([finding.code, finding.severity, others], ['published-version-changed', 'error', []]);
    assert.deepEqual(files.language.diagnosePublished(file, { [finding.code]: 'off' }), []);
    assert.deepEqual(files.language.diagnosePublished(BUNDLE), []);
    assert.equal(files.language.isClear(BUNDLE), true);
  });

  it('has what its bundles bring about once they are assembled, and not before', async () => {
    const files = await workspaceOf(FILES);
    const { language } = files;
    const codes = (): string[] => language.diagnose(PERSONA, files.get(PERSONA)).map(({ code }) => code);
    assert.deepEqual(codes(), []);
    assert.deepEqual([...(await language.assemble(BUNDLE))], [PERSONA]);
    assert.deepEqual(codes(), ['forbidden-token']);
    assert.deepEqual(language.diagnose(PERSONA, files.get(PERSONA), { 'forbidden-token': 'off' }), []);
    const [finding] = language.diagnose(PERSONA, files.get(PERSONA), { 'forbidden-token': 'error' });
    assert.equal(finding?.severity, 'error');
    assert.equal(language.isClear(PERSONA), false);
    await files.write({ [PERSONA]: template('p', 'Mind.') });
    assert.deepEqual([...(await language.assemble(BUNDLE))], [PERSONA]);
    assert.deepEqual(codes(), []);
    assert.ok(language.isClear(PERSONA));
  });

  it('is kept of bundles of which there is something to say, and of those that cannot be assembled', async () => {
    const broken = 'broken.prompt-bundle.yaml';
    const text =
      'bundle_id: broken\nsemver: 1.0.0\ntemplates: { system: s@1.0.0, personality: s@1.0.0, activity: s@1.0.0, task: s@1.0.0 }\n';
    const files = await workspaceOf({ ...bundleOf({}), [broken]: text.replace('{', '[') });
    const { language } = files;
    const assembled = async (bundle: string): Promise<readonly string[]> => [
      ...(await language.assemble(bundle)),
    ];
    assert.deepEqual(await assembled(BUNDLE), []);
    assert.deepEqual(await assembled(broken), [broken]);
    assert.deepEqual(await assembled(broken), []);
    assert.deepEqual(language.keptAssemblies(BUNDLE), [
      { bundle: broken, found: [], truncated: false, isBlocked: true },
    ]);
    await files.write({ [broken]: text });
    assert.deepEqual(await assembled(broken), [broken]);
    assert.deepEqual(language.keptAssemblies(BUNDLE), []);
  });

  it('is known of a bundle whose template is published alone', async () => {
    const files = await workspaceOf({ [BUNDLE]: small({ semver: '2.0.0' })[BUNDLE] ?? '' });
    const { name, text } = await snapshotOf(small());
    const snapshot = read(name, text);
    await files.publish({ [snapshot.file]: snapshot });
    await files.language.assemble(BUNDLE);
    assert.deepEqual(files.language.keptAssemblies(BUNDLE), []);
  });

  it('is checked anew for some files at once, each by its own severities', async () => {
    const { language } = await workspaceOf(FILES);
    const found = await language.check([BUNDLE], [PERSONA, BUNDLE], (file) =>
      file === PERSONA ? { 'forbidden-token': 'information' } : {},
    );
    assert.deepEqual(
      found.map(({ file, finding: { code, severity } }) => [file, code, severity]),
      [[PERSONA, 'forbidden-token', 'information']],
    );
    assert.deepEqual(await language.check([], ['gone.prompt-template.md']), []);
  });

  it('has the expectations that do not hold once they are compared, until the input changes', async () => {
    const expected = `task: Go.\nexpect:\n  b@1.0.0:\n    prompt_hash: "${'0'.repeat(64)}"\n`;
    const files = await workspaceOf({ ...FILES, [INPUT]: expected });
    const { language } = files;
    const codes = (): string[] => language.diagnose(INPUT, files.get(INPUT)).map(({ code }) => code);
    assert.deepEqual(codes(), []);
    await language.compareExpectations(INPUT);
    assert.deepEqual(codes(), ['expectation-failed']);
    // A test that fails keeps nothing from being rendered.
    assert.deepEqual(language.obstacles(INPUT), []);
    await files.write({ [INPUT]: 'task: Go.\n' });
    assert.deepEqual(codes(), []);
  });

  it('is compared in the state that the input is in when that settles, whatever else compares it or changes meanwhile', async () => {
    const expecting = (text: string): PromptFile =>
      parse(INPUT, `task: Go.\nexpect:\n  b@1.0.0:\n    contains: [${text}]\n`);
    const index = new PromptIndex({ rootOf: () => '' });
    const files = new Map(Object.entries(FILES).map(([file, text]) => [file, parse(file, text)]));
    const put = (parsed: PromptFile): void => {
      files.set(INPUT, parsed);
      index.update(INPUT, parsed);
    };
    for (const [file, parsed] of files) index.load(file, parsed);
    put(expecting('calm'));
    /** What each reading of the input waits for. */
    const gates: Promise<void>[] = [];
    const language = createPromptLanguage({
      files: {
        read: async (file) => {
          const parsed = files.get(file);
          if (file === INPUT) await gates.shift();
          return parsed;
        },
        scopeOf: (file) => index.of(file),
        scopes: () => index.all(),
      },
      cache: new CompiledCache(),
      loadHashing: () => loadHashing(sha256),
      now: () => new Date(),
    });
    const failures = (): boolean[] | undefined =>
      language
        .expectationResults(INPUT)
        ?.versions.flatMap(({ expectations }) => expectations.map(({ failure }) => failure !== undefined));
    const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
    let open = (): void => undefined;
    const gate = (): Promise<void> => new Promise((resolve) => (open = resolve));

    // One is overtaken by the next, which takes longer.
    gates.push(Promise.resolve(), gate());
    let isSettled = false;
    const overtaken = language.compareExpectations(INPUT).then(() => (isSettled = true));
    const latest = language.compareExpectations(INPUT);
    await tick();
    assert.equal(isSettled, false);
    open();
    await Promise.all([overtaken, latest]);
    assert.deepEqual(failures(), [false]);
    // The input changes while it is compared.
    gates.push(gate());
    const comparing = language.compareExpectations(INPUT);
    await tick();
    put(expecting('nowhere'));
    open();
    await comparing;
    assert.deepEqual(failures(), [true]);
  });

  it('is found in the root it is of, also when the files that were checked first belong to another by now', async () => {
    const first = { bundle: 'first.prompt-bundle.yaml', input: 'first.prompt-input.yaml' };
    const given = {
      ...FILES,
      [INPUT]: 'task: Go.\nexpect:\n  b@1.0.0:\n    contains: [Be calm.]\n',
      [first.bundle]: 'bundle_id: first\nsemver: 1.0.0\ntemplates:\n  system: s@1.0.0\n',
      [first.input]: 'task: Go.\nexpect:\n  b@1.0.0:\n    contains: [Be calm.]\n',
    };
    const moved = new Set<string>();
    const index = new PromptIndex({ rootOf: (file) => (moved.has(file) ? file : '') });
    const parsed = new Map(Object.entries(given).map(([file, text]) => [file, parse(file, text)]));
    for (const [file, one] of parsed) index.load(file, one);
    const language = createPromptLanguage({
      files: {
        read: (file) => Promise.resolve(parsed.get(file)),
        scopeOf: (file) => index.of(file),
        scopes: () => index.all(),
      },
      cache: index.cache,
      loadHashing: () => loadHashing(sha256),
      now: () => new Date(0),
    });
    const codes = (file: string): string[] => {
      const one = parsed.get(file);
      assert.ok(one);
      return language.diagnose(file, one).map(({ code }) => code);
    };
    await language.assemble(first.bundle);
    await language.compareExpectations(first.input);
    for (const file of Object.values(first)) {
      index.remove(file);
      moved.add(file);
      const one = parsed.get(file);
      assert.ok(one);
      index.update(file, one);
    }
    await language.assemble(BUNDLE);
    await language.compareExpectations(INPUT);
    assert.deepEqual(codes(PERSONA), ['forbidden-token']);
    assert.deepEqual(codes(INPUT), []);
  });

  it('is nothing where the file is none of those that are known', async () => {
    const { language } = await workspaceOf(FILES);
    const suppress = 'suppress:\n  - { code: emoji, reason: Seen. }\n';
    assert.deepEqual(
      language.diagnose('gone.prompt-template.md', parse(PERSONA, template('g', '', suppress))),
      [],
    );
  });

  it('says what it suppresses, and why', async () => {
    const suppress = 'suppress:\n  - { code: forbidden-token, reason: It is a name. }\n';
    const files = await workspaceOf({ ...FILES, [PERSONA]: template('p', 'Never mind.', suppress) });
    const { language } = files;
    await language.assemble(BUNDLE);
    assert.deepEqual(language.diagnose(PERSONA, files.get(PERSONA)), []);
    assert.deepEqual(language.suppressed(BUNDLE, files.get(BUNDLE)), []);
    const suppressed = language.suppressed(PERSONA, files.get(PERSONA));
    assert.deepEqual(
      suppressed.map(({ finding, reason }) => [finding.code, reason]),
      [['forbidden-token', 'It is a name.']],
    );
  });

  it('keeps prompts from being rendered where it is an error, whatever is reported', async () => {
    const files = await workspaceOf({ ...FILES, [PERSONA]: 'template_id: [\n' });
    const codes = (file: string): string[] => files.language.obstacles(file).map(({ code }) => code);
    assert.deepEqual(codes(BUNDLE), ['unresolved-template']);
    assert.ok(codes(PERSONA).includes('syntax'));
    assert.deepEqual(codes('gone.prompt-template.md'), []);
  });

  it('is of what is told of other files: text that is held back changes nothing', async () => {
    const calm = holdingBack(
      { ...FILES, [PERSONA]: template('p', 'Mind.') },
      { [PERSONA]: FILES[PERSONA] ?? '' },
    );
    assert.deepEqual([...(await calm.assemble(BUNDLE))], []);
    const stored = holdingBack(FILES, { [PERSONA]: template('p', 'Mind.') });
    assert.deepEqual([...(await stored.assemble(BUNDLE))], [PERSONA]);
    // Who asks for the file itself gets what its editor shows.
    const generator = await stored.generatorOf(BUNDLE);
    const { parts } = await generator.renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } });
    assert.equal(parts.personality.text, 'Mind.');
  });
});
