// What the pages for users show: links that lead somewhere, commands that run on the sample, files that are right, code that works.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, runWith } from './commandLineRun.js';
import {
  codeBlocks,
  headingNames,
  markdownPages,
  type CodeBlock,
  type MarkdownPage,
} from './markdownPages.js';
import { projectFolder } from './projectFolder.js';
import { temporaryFolder, writeFiles } from './temporaryFolder.js';

const SAMPLE = path.join(projectFolder, 'media/sample');
/** Nothing listens there: what connects is refused at once. */
const NO_SERVER = '127.0.0.1:1';

const pages = markdownPages();
const pageOf = (file: string): MarkdownPage => {
  const page = pages.find((one) => one.file === file);
  assert.ok(page, file);
  return page;
};
const blocksOf = (file: string, language: string): CodeBlock[] =>
  codeBlocks(pageOf(file)).filter((block) => block.language === language);

describe('the links of the pages', () => {
  for (const page of pages)
    it(`of ${page.file} lead to files and headings that there are`, () => {
      const prose = page.text.replaceAll(/^```[^]*?^```$/gm, '');
      for (const [, target = ''] of prose.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
        const [name = '', heading] = target.split('#');
        const file = name === '' ? page.file : path.posix.join(path.posix.dirname(page.file), name);
        assert.ok(existsSync(path.join(projectFolder, file)), target);
        if (heading !== undefined) assert.ok(headingNames(pageOf(file)).has(heading), target);
      }
    });
});

describe('the commands of the pages', () => {
  const folder = temporaryFolder();

  /** The sample in a repository of its own, with what the examples name besides. */
  function sample(): string {
    const root = folder();
    cpSync(SAMPLE, root, { recursive: true });
    writeFiles(root, {
      'answer.md': 'We are glad to help.\n',
      'support.prompty': '---\nname: from-prompty\n---\nsystem:\nHelp.\n\nuser:\n{{question}}\n',
      'greeting.prompt': '{{role "system"}}\nGreet.\n',
    });
    const git = (...args: string[]): void => {
      const author = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org'];
      execFileSync('git', [...author, '-c', 'core.hooksPath=/dev/null', ...args], { cwd: root });
    };
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Start');
    return root;
  }

  /** The commands of a page that stand alone on their line; what is optional in them is left out. */
  const commandsOf = (page: MarkdownPage): string[][] =>
    codeBlocks(page)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => /^prompt-bundles [^|<>$]*$/.test(line) && !line.includes('audit-anchor'))
      .map((line) => line.replaceAll(/ \[[^\]]*\]/g, '').replaceAll(/db\.example:\d+/g, NO_SERVER))
      .map((line) =>
        [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1),
      );

  const documented = pages.filter((page) => page.file !== 'CHANGELOG.md' && commandsOf(page).length > 0);
  it('are found in the pages', () => {
    assert.ok(documented.length >= 5, documented.map(({ file }) => file).join(' '));
  });

  for (const page of documented)
    it(`of ${page.file} run on the sample, one after the other`, async () => {
      const root = sample();
      // The sample has one problem, which checks tell; what is published first can be labelled and replayed.
      await run(root, 'publish', 'support-agent@1.3.0');
      for (const args of commandsOf(page)) {
        const { code, error } = await run(root, ...args);
        const line = args.join(' ');
        if (args.some((arg) => arg.includes(NO_SERVER))) {
          assert.equal(code, 1, `${line}\n${error}`);
          assert.match(error, /127\.0\.0\.1|cannot be reached|refused/i, line);
        } else assert.equal(code, FAILING.has(line) ? 1 : 0, `${line}\n${error}`);
      }
    });
});

/** The sample has a warning, by which these fail: that is what they are for. */
const FAILING: ReadonlySet<string> = new Set(['ci --max-warnings 0']);

describe('the files of the pages', () => {
  const folder = temporaryFolder();
  /** The codes that lint tells of a file in a copy of the sample, or in a folder of its own. */
  async function codesOf(file: string, text: string, besides?: 'sample'): Promise<string[]> {
    const root = folder();
    if (besides) cpSync(SAMPLE, root, { recursive: true });
    writeFiles(root, { [file]: text });
    // On a build server, where no file is changed.
    const { out } = await runWith({ env: { CI: 'true' } }, root, 'lint', '--format', 'json', '--no-cache');
    const { findings } = JSON.parse(out) as { findings: readonly { file: string; code: string }[] };
    return findings.filter((finding) => finding.file === file).map(({ code }) => code);
  }

  it('are templates and bundles without a problem of their own', async () => {
    const [template] = blocksOf('docs/files.md', 'markdown');
    const [bundle] = blocksOf('docs/files.md', 'yaml');
    assert.deepEqual(await codesOf('a.prompt-template.md', template?.text ?? ''), []);
    assert.deepEqual(await codesOf('a.prompt-bundle.yaml', bundle?.text ?? ''), [
      ...['unresolved-template', 'unresolved-template', 'unresolved-template'],
    ]);
  });

  it('are a configuration, labels and a baseline that can be read', async () => {
    const [configuration, labels, baseline] = blocksOf('docs/configuration.md', 'json');
    const at = (name: string): string => `.prompt-bundles/${name}.json`;
    assert.deepEqual(await codesOf(at('config'), configuration?.text ?? '', 'sample'), []);
    // Nothing is published in the sample.
    assert.deepEqual(await codesOf(at('labels'), labels?.text ?? '', 'sample'), [
      ...['label-unpublished', 'label-unpublished'],
    ]);
    assert.deepEqual(await codesOf(at('baseline'), baseline?.text ?? '', 'sample'), ['outdated-baseline']);
  });
});

describe('the library page', () => {
  it('shows code that runs', async () => {
    const [block] = blocksOf('docs/library.md', 'js');
    const library = pathToFileURL(path.join(projectFolder, 'dist/core.mjs')).href;
    const code = `${(block?.text ?? '').replace("'prompt-bundles/core'", JSON.stringify(library))}\nexport { rendered_prompt, prompt_hash };`;
    const { rendered_prompt, prompt_hash } = (await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    )) as Record<string, string>;
    assert.match(rendered_prompt ?? '', /Stress 0\.25\./);
    assert.match(prompt_hash ?? '', /^[0-9a-f]{64}$/);
  });
});

describe('the page of registries', () => {
  it('shows connections that the setting takes', () => {
    const [block] = blocksOf('docs/registry.md', 'json');
    const settings = JSON.parse(`{${block?.text ?? ''}}`) as Record<string, Record<string, string>[]>;
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: {
        configuration: { properties: Record<string, { items: { properties: Record<string, unknown> } }> };
      };
    };
    for (const [name, connections] of Object.entries(settings)) {
      const known = Object.keys(contributes.configuration.properties[name]?.items.properties ?? {});
      assert.ok(connections.length > 0 && known.length > 0);
      for (const key of connections.flatMap((connection) => Object.keys(connection)))
        assert.ok(known.includes(key), `${name}: ${key}`);
    }
  });
});
