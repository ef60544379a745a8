// The package as it is installed: packed from what was built, put into an empty folder, and run by its name.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { installPackage, type InstalledPackage } from './installPackage.js';

const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system: { content: "You are kind." }
  personality: { content: "Traits: {{semantic_traits}}" }
  activity: { content: "Stress {{stress}}." }
  task: { content: "{{task}}" }
`;
const PROMPT = 'You are kind.\n\nTraits: {}\n\nStress 0.0.\n\n';

describe('the installed package', () => {
  let installed: InstalledPackage;
  let home = '';

  /** Runs a program in the folder that it is installed into; gives its standard output. */
  const execute = (program: string, args: readonly string[]): Promise<string> =>
    installed.execute(program, args);

  before(async () => {
    installed = await installPackage();
    home = installed.home;
    writeFileSync(path.join(home, 'b.prompt-bundle.yaml'), BUNDLE);
  });

  after(() => {
    installed.dispose();
  });

  it('holds what runs, what it says of itself, and nothing else', () => {
    const { packed } = installed;
    const types = packed.filter((file) => /^dist\/types\/core\/.*\.d\.ts$/.test(file));
    assert.ok(types.includes('dist/types/core/index.d.ts'));
    // What the commands read, and what several of them share.
    const parts = packed.filter((file) => /^dist\/cli\/[\w-]+\.js$/.test(file));
    assert.ok(parts.some((file) => file.includes('/lintCommand-')));
    // The pages of the rules, to which the language server links.
    const pages = packed.filter((file) => /^media\/rules\/[\w-]+\.md$/.test(file));
    assert.ok(pages.includes('media/rules/schema.md'));
    const named = [...types, ...parts, ...pages];
    assert.deepEqual(packed.filter((file) => !named.includes(file)).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD_PARTY_NOTICES.txt',
      'dist/cli.js',
      'dist/core.mjs',
      'dist/lsp.js',
      'dist/mcp.js',
      // What counts tokens, for expectations of them.
      'dist/page/cl100k_base.js',
      'dist/page/o200k_base.js',
      'dist/registry.js',
      'dist/xxhash128.js',
      'package.json',
    ]);
  });

  it('depends on nothing that would have to be fetched', () => {
    const text = readFileSync(path.join(home, 'node_modules/prompt-bundles/package.json'), 'utf8');
    const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
    // Nor does it say anything of the extension, or run anything when it is installed.
    for (const kind of [
      'dependencies',
      'optionalDependencies',
      'peerDependencies',
      'contributes',
      'scripts',
      'private',
    ])
      assert.equal(manifest[kind], undefined, kind);
  });

  const bin = (): string => path.join(home, 'node_modules/.bin');
  const ways: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> = {
    'by its file': (args) => execute(path.join(bin(), 'prompt-bundles'), args),
    'by its name in a shell': (args) =>
      execute('sh', ['-c', `PATH="$1:$PATH"; shift; exec prompt-bundles "$@"`, 'sh', bin(), ...args]),
    'through npx': (args) => execute('npx', ['--no-install', 'prompt-bundles', ...args]),
    'by node': (args) => execute(process.execPath, ['node_modules/prompt-bundles/dist/cli.js', ...args]),
  };
  for (const [way, call] of Object.entries(ways)) {
    it(`runs ${way}`, async () => {
      assert.match(await call(['--help']), /^Prompt Bundles: .*\n\nUsage: prompt-bundles /);
      assert.equal(await call(['render', 'b@1.0.0', '--no-audit']), PROMPT);
      assert.match(await call(['lint']), /^0 findings in 1 file\.\n$/);
    });

    it(`fails ${way} where it should`, async () => {
      const told = (code: number) => (error: { readonly code?: number }) => error.code === code;
      await assert.rejects(call(['render', 'b@9.9.9', '--no-audit']), told(1));
      await assert.rejects(call(['rendr']), told(2));
    });
  }

  it('reaches for registries of both kinds', async () => {
    const verify = (registry: string): Promise<string> =>
      execute(path.join(bin(), 'prompt-bundles'), ['verify', 'b@1.0.0', '--probe', '--registry', registry]);
    for (const registry of ['http://127.0.0.1:1', 'postgres://me@127.0.0.1:1/prompts'])
      await assert.rejects(
        verify(registry),
        (error: { readonly code?: number; readonly stderr?: string }) =>
          error.code === 1 && /^(?:Nothing answers|There is no answer) /.test(error.stderr ?? ''),
      );
  });

  it('writes its audit log', async () => {
    await execute(path.join(bin(), 'prompt-bundles'), ['render', 'b@1.0.0']);
    const listed = await execute(path.join(bin(), 'prompt-bundles'), ['audit', 'list']);
    assert.match(listed, /b@1\.0\.0/);
  });

  it('gives the library to an import, and its types to a compiler', async () => {
    const source = `import { renderInline } from 'prompt-bundles/core';
const render = await renderInline({
  bundle_id: 'b',
  semver: '1.0.0',
  parts: ['You are kind.', 'Traits: {{semantic_traits}}', 'Stress {{stress}}.', '{{task}}'],
});
const hash: string = render.prompt_hash;
console.log(hash);
`;
    writeFileSync(path.join(home, 'use.mts'), source);
    const compiler = path.join(projectFolder, 'node_modules/typescript/bin/tsc');
    const compile = (file: string): Promise<string> =>
      execute(process.execPath, [
        compiler,
        '--strict',
        '--target',
        'es2022',
        '--module',
        'nodenext',
        '--lib',
        'es2022,dom',
        file,
      ]);
    const wrong = `${source}const number: number = render.prompt_hash;\n`;
    writeFileSync(path.join(home, 'wrong.mts'), wrong);
    await assert.rejects(
      compile('wrong.mts'),
      (error: { readonly stdout?: string }) => error.stdout?.includes('TS2322') === true,
    );
    await compile('use.mts');
    const printed = await execute(process.execPath, ['use.mjs']);
    assert.equal(printed, `${createHash('sha256').update(PROMPT).digest('hex')}\n`);
  });

  it('does what its README shows', async () => {
    const readme = readFileSync(path.join(home, 'node_modules/prompt-bundles/README.md'), 'utf8');
    const example = (language: string): string =>
      new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? '';
    writeFileSync(path.join(home, 'greet.prompt-bundle.yaml'), example('yaml'));
    writeFileSync(path.join(home, 'example.mjs'), example('js'));
    const render = ['render', 'greet@1.0.0', '--no-audit'];
    assert.match(await execute('npx', ['prompt-bundles', ...render]), /^You are kind\.\n\nTraits: \{\}\n/);
    assert.match(await execute(process.execPath, ['example.mjs']), /^[0-9a-f]{64} You are kind\./);
    const commands = [...example('sh').matchAll(/^npx prompt-bundles (\w+)/gm)].map(([, name = '']) => name);
    assert.deepEqual(commands, ['lint', 'render', 'test', 'ci']);
    for (const name of commands)
      assert.match(await execute('npx', ['prompt-bundles', name, '--help']), /^Usage: /m);
  });
});
