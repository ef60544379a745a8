// Builds everything that ships, the tests, or what is generated and committed: `node esbuild.mjs [--watch] [--tests unit,mutation,growth,faults,registry,fuzz,package,inspector,terminal,lsp,host,soak,web,ui] [--docs]`.
// One bundle for each place the code runs in; each has a byte budget, and a bundle over it fails the build.
import { build, context, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { completingSchema, editorSchema } from './src/core/documents/editorSchema.mjs';
import { validators } from './src/core/documents/validators.mjs';
import { keysIn, pageScript, translations } from './test/harness/l10n.mjs';
import { manifestIn } from './test/harness/manifest.mjs';
import { referencePages } from './test/harness/referencePages.mjs';
import { thirdPartyNotices } from './test/harness/thirdPartyNotices.mjs';

const { values: flags } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    tests: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const root = import.meta.dirname;
const schemaFolder = path.join(root, 'src/core/documents/schemas');

/** `prompt-bundles:web-tests`: imports every test for the web worker, where nothing can look for files. */
const webTests = {
  name: 'web-tests',
  setup(plugin) {
    plugin.onResolve({ filter: /^prompt-bundles:web-tests$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'web-tests',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'web-tests' }, async () => {
      const imports = (await files('test/web')).map((file) => `import ${JSON.stringify(`./${file}`)};`);
      return { contents: imports.join('\n'), resolveDir: root };
    });
  },
};

/** The harness stays outside the bundles of tests that use it: it finds its own files and the project's by its place. */
const harness = {
  name: 'harness',
  setup(plugin) {
    plugin.onResolve({ filter: /\/harness\/[^/]+\.mjs$/ }, ({ path: id, resolveDir }) => ({
      path: pathToFileURL(path.join(resolveDir, id)).href,
      external: true,
    }));
  },
};

/** YAML is only read here, by the core schema: what makes, changes and writes it, and YAML 1.1, is left out of the bundles. */
const readOnlyYaml = {
  name: 'read-only-yaml',
  setup(plugin) {
    const unused =
      /yaml.browser.dist.(doc.createNode|visit|(stringify|schema.yaml-1\.1).(binary|bool|float|foldFlowLines|int|omap|pairs|schema|set|stringify\w*|timestamp))\.js$/;
    plugin.onLoad({ filter: unused }, async ({ path: file }) => {
      const names = /export \{([^}]*)\}/.exec(await readFile(file, 'utf8'))?.[1]?.split(',') ?? [];
      return { contents: names.map((name) => `export const ${name.trim()} = undefined;`).join('\n') };
    });
  },
};

/** Where there are files to load from, the hash functions are one of their own, read at the first render. */
const hashModule = 'hash-wasm/dist/xxhash128.umd.min.js';
const hashAsFile = (folder) => ({
  name: 'hash-as-file',
  setup(plugin) {
    plugin.onResolve({ filter: new RegExp(`^${hashModule}$`) }, () => ({
      path: `${folder}/xxhash128.js`,
      external: true,
    }));
  },
});

/** What the desktop's entry starts with the first prompt file. */
const startedLater = { startExtension: 'src/extension/startExtension.ts' };
/** Features of the extension that are files of their own on the desktop, read when they are first asked for. */
const lazyFeatures = {
  features: 'src/extension/features.ts',
  fixes: 'src/extension/fixes/index.ts',
  editing: 'src/extension/editing/index.ts',
  baseline: 'src/extension/baseline/index.ts',
  belonging: 'src/extension/belonging/index.ts',
  expectations: 'src/language/expectations/index.ts',
  files: 'src/extension/desktop/files.ts',
  keptFiles: 'src/extension/desktop/keptFiles.ts',
  gitHistories: 'src/extension/desktop/gitHistories.ts',
  mcpServers: 'src/extension/desktop/mcpServers.ts',
  languageModels: 'src/extension/languageModels/index.ts',
  anchors: 'src/extension/audit/anchors.ts',
  blame: 'src/extension/blame/index.ts',
  comparisons: 'src/extension/compare/comparisons.ts',
  previewPanel: 'src/extension/preview/previewPanel.ts',
  exchange: 'src/extension/exchange/index.ts',
  explorer: 'src/extension/explorer/index.ts',
  labels: 'src/extension/labels/index.ts',
  lenses: 'src/extension/lenses/index.ts',
  testing: 'src/extension/testing/index.ts',
  registries: 'src/extension/registries/index.ts',
};
const lazyNames = new Map(
  Object.entries({ ...startedLater, ...lazyFeatures }).map(([name, file]) => [path.join(root, file), name]),
);
const lazyAsFiles = {
  name: 'lazy-as-files',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path: id, resolveDir, kind }) => {
      const name = lazyNames.get(path.join(resolveDir, id.replace(/js$/, 'ts')));
      return name && kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

/** What is a file of its own beside the desktop and the command line: what reaches registries, and the language server. */
const besideThem = new Map(
  ['registry', 'lsp'].map((name) => [path.join(root, 'src', name, 'index.ts'), name]),
);
const partsAsFiles = (folder) => ({
  name: 'parts-as-files',
  setup(plugin) {
    plugin.onResolve({ filter: /\/index\.js$/ }, ({ path: id, resolveDir, kind }) => {
      const name = besideThem.get(path.join(resolveDir, id.replace(/js$/, 'ts')));
      return name && kind === 'dynamic-import' ? { path: `${folder}/${name}.js`, external: true } : undefined;
    });
  },
});

/** The server of MCP, with its SDK, is a file of its own for the command line, read when it serves. */
const mcpEntry = path.join(root, 'src/mcp/index.ts');
const mcpAsFile = (folder) => ({
  name: 'mcp-as-file',
  setup(plugin) {
    plugin.onResolve({ filter: /\/mcp\/index\.js$/ }, ({ path: id, resolveDir, kind }) =>
      kind === 'dynamic-import' && path.join(resolveDir, id.replace(/js$/, 'ts')) === mcpEntry
        ? { path: `${folder}/mcp.js`, external: true }
        : undefined,
    );
  },
});

/** The SDK of MCP holds answers of people to schemas by ajv, which is half of its size: nobody is asked, and the server brings its own. */
const withoutAnswers = {
  name: 'without-answers',
  setup(plugin) {
    plugin.onResolve({ filter: /\/validation\/ajv-provider\.js$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'without-answers',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'without-answers' }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

/** Each tokenizer is a file beside those of the pages, which count with it too: read where tokens are counted. */
const tokenizersAsFiles = (folder) => ({
  name: 'tokenizers-as-files',
  setup(plugin) {
    plugin.onResolve({ filter: /\/tokenizers\/\w+_base\.js$/ }, ({ path: id }) => ({
      path: `${folder}/page/${path.basename(id)}`,
      external: true,
    }));
  },
});

/** Nothing happens when a file of these folders is read: what is not used of them is left out, whoever hands it on. */
const pureFolders = ['core', 'language'].map((name) => path.join(root, 'src', name) + path.sep);
const withoutEffects = {
  name: 'without-effects',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path: id, resolveDir }) => {
      const file = path.join(resolveDir, id.replace(/js$/, 'ts'));
      return pureFolders.some((folder) => file.startsWith(folder))
        ? { path: file, sideEffects: false }
        : undefined;
    });
  },
};

/**
 * Takes what is imported from the facade of the language from where it is: else a command that needs one name of it would read all
 * that the facade hands on, which is decided by file and not by name.
 */
const pastTheFacade = {
  name: 'past-the-facade',
  setup(plugin) {
    const facade = path.join(root, 'src/language/index.ts');
    const names = readFile(facade, 'utf8').then((text) => {
      const handedOn = [...text.matchAll(/export \{([^}]*)\} from '([^']+)'/g)];
      return new Map(
        handedOn.flatMap(([, list, file]) =>
          list
            .split(',')
            .map((name) => name.trim().replace(/^type /, ''))
            .map((name) => [name, path.join(path.dirname(facade), file)]),
        ),
      );
    });
    plugin.onLoad({ filter: /[\\/]src[\\/](?:agents|cli|node)[\\/].*\.ts$/ }, async ({ path: file }) => {
      const known = await names;
      const text = await readFile(file, 'utf8');
      const contents = text.replace(
        /import \{([^}]*)\} from '[^']*\/language\/index\.js';/g,
        (_, list) =>
          list
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type '))
            .map((name) => {
              const target = known.get(name);
              if (!target) throw new Error(`${file}: the facade does not hand on ${name}.`);
              const place = path.relative(path.dirname(file), target).replaceAll(path.sep, '/');
              return `import { ${name} } from '${place}';`;
            })
            // In one line, so that all others keep their numbers.
            .join(' ') + '\n'.repeat(list.split('\n').length - 1),
      );
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * What several files share is in files of its own, read once: esbuild makes those of modules alone, which Node starts more slowly
 * than what it requires. Each is written in that form.
 */
const modulesAsRequired = {
  name: 'modules-as-required',
  setup(plugin) {
    plugin.onEnd(async ({ outputFiles = [], metafile }) => {
      for (const { path: file, contents, text } of outputFiles) {
        await mkdir(path.dirname(file), { recursive: true });
        if (!file.endsWith('.js')) await writeFile(file, contents);
        else {
          const output = metafile.outputs[path.relative(root, file).replaceAll(path.sep, '/')];
          const isProgram = plugin.initialOptions.outdir === path.relative(root, path.dirname(file));
          const { code, map } = await transform(isProgram ? text : text.replace(/^#!.*/, ''), {
            format: 'cjs',
            platform: 'node',
            target: 'node20',
            // Modules are waited for in turns of their own; what is required is there at once.
            supported: { 'dynamic-import': false },
            minify: plugin.initialOptions.minify,
            legalComments: 'none',
            sourcemap: 'external',
            sourcefile: path.basename(file),
            sourcesContent: false,
          });
          const name = path.basename(file);
          await writeFile(file, `${code}//# sourceMappingURL=${name}.map\n`);
          await writeFile(`${file}.map`, map);
          output.bytes = Buffer.byteLength(code);
        }
      }
    });
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  keepNames: false,
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  plugins: [validators, readOnlyYaml, withoutEffects],
  // The modern modules of both parsers, which lose what is not used; Node's conditions would pick their older form.
  mainFields: ['module', 'main'],
  alias: aliases(path.join(root, 'node_modules/@vscode/l10n/dist/browser.js')),
};

/** Other files for packages. `l10n` is what translates texts. */
function aliases(l10n) {
  return { yaml: path.join(root, 'node_modules/yaml/browser/index.js'), '@vscode/l10n': l10n };
}

/** In the extension, the editor translates what the engine says too. */
const byTheEditor = aliases(path.join(root, 'src/extension/output/engineL10n.ts'));

/** What runs in the desktop's extension host. */
const inExtensionHost = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  alias: byTheEditor,
  // Parts are required: by `import()`, Node looks through their whole text for names, and asks another thread where they are.
  supported: { 'dynamic-import': false },
};

const inExtensionHostPlugins = [
  validators,
  readOnlyYaml,
  hashAsFile('.'),
  lazyAsFiles,
  partsAsFiles('.'),
  tokenizersAsFiles('.'),
  withoutEffects,
];

/** Names what is built, other for other sources: what one build keeps is of no use to another. */
async function buildName() {
  const hash = createHash('sha256');
  for (const file of [...(await files('src', '')), 'package-lock.json', 'esbuild.mjs'])
    if (path.extname(file)) hash.update(`${file}\n`).update(await readFile(path.join(root, file)));
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return `${version} ${hash.digest('hex').slice(0, 16)}`;
}

const KB = 1000;
const REGISTRY = 'registry';
/** The driver of the database, and what it is made of. */
const DRIVER = /node_modules\/(?:pg|pg-[a-z]+|pgpass|postgres-[a-z]+)\//;
/** name, what to build, and the most bytes its entry file may have (`media` and the tokenizer are counted by the package test). */
const products = [
  {
    // Read in every window that opens a YAML, JSON or Markdown file.
    name: 'desktop entry',
    budget: 8.8 * KB,
    options: {
      entryPoints: { extension: 'src/extension/desktop/main.ts' },
      outdir: 'dist',
      ...inExtensionHost,
      plugins: inExtensionHostPlugins,
    },
  },
  {
    name: 'desktop',
    // The facade of the language, the registrations of what an editor asks, and the way to registries are in it.
    budget: 355 * KB,
    options: {
      entryPoints: startedLater,
      outdir: 'dist',
      ...inExtensionHost,
      plugins: inExtensionHostPlugins,
    },
  },
  {
    name: 'on demand',
    budget: 200 * KB,
    options: {
      entryPoints: lazyFeatures,
      outdir: 'dist',
      ...inExtensionHost,
      define: { PROMPT_BUNDLES_BUILD: JSON.stringify(await buildName()) },
      plugins: inExtensionHostPlugins,
    },
  },
  {
    name: 'web',
    // All that the desktop's reads from files of their own is in it, such as 55 KB for the formats of other tools and 30 KB for the tools of
    // language models; 10 KB of it are rows
    // of registries, which no browser shows.
    budget: 1010 * KB,
    options: {
      entryPoints: { extension: 'src/extension/web/main.ts' },
      outdir: 'dist/web',
      platform: 'browser',
      format: 'cjs',
      external: ['vscode'],
      alias: byTheEditor,
    },
  },
  {
    name: 'page',
    budget: 90 * KB,
    options: {
      entryPoints: { preview: 'src/preview/page/main.ts' },
      outdir: 'dist/page',
      platform: 'browser',
      format: 'esm',
      loader: { '.ttf': 'copy' },
      assetNames: '[name]',
    },
  },
  {
    name: 'compare page',
    budget: 40 * KB,
    options: {
      entryPoints: { compare: 'src/compare/page/main.ts' },
      outdir: 'dist/page',
      platform: 'browser',
      format: 'esm',
      loader: { '.ttf': 'copy' },
      assetNames: '[name]',
    },
  },
  {
    // Beside the page's script, which loads one when tokens are counted.
    name: 'tokenizers',
    budget: 2200 * KB,
    options: {
      entryPoints: ['o200k_base', 'cl100k_base'].map((name) => `src/tokenizers/${name}.ts`),
      outdir: 'dist/page',
      platform: 'browser',
      // A script to whoever imports it, and a module to Node, which requires it.
      format: 'iife',
      sourcemap: false,
    },
  },
  {
    name: 'command line',
    // All of its files: the facade of the language knows more than one root, and text that is held back, for other shells.
    // What reaches registries is not in it. 60 KB are the reports of lint with the rules that are told in them, and the reader of
    // configurations, and 15 KB the table of options with what the help says of each: read by a run that needs them. 40 KB are what `mcp` alone reads,
    // beside the server.
    budget: 984 * KB,
    isTotal: true,
    options: {
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: 'dist',
      // A command reads its own files alone.
      splitting: true,
      chunkNames: 'cli/[name]-[hash]',
      // A package manager links to the file as it is: without this line a shell would read it.
      banner: { js: '#!/usr/bin/env node' },
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'inline',
      write: false,
      define: { PROMPT_BUNDLES_BUILD: JSON.stringify(await buildName()) },
      plugins: [
        validators,
        readOnlyYaml,
        hashAsFile('..'),
        partsAsFiles('..'),
        mcpAsFile('..'),
        tokenizersAsFiles('..'),
        withoutEffects,
        pastTheFacade,
        modulesAsRequired,
      ],
    },
  },
  {
    // Read by the command that serves editors alone; the language is in it once more, with all that editors ask.
    name: 'language server',
    budget: 730 * KB,
    options: {
      entryPoints: { lsp: 'src/lsp/index.ts' },
      outdir: 'dist',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      plugins: [validators, readOnlyYaml, hashAsFile('.'), tokenizersAsFiles('.'), withoutEffects],
    },
  },
  {
    // For both, and with the driver of the database, which nothing else may hold.
    name: REGISTRY,
    budget: 260 * KB,
    options: {
      entryPoints: { registry: 'src/registry/index.ts' },
      outdir: 'dist',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      // Other ways to a server, which are asked for nowhere.
      external: ['pg-native', 'pg-cloudflare'],
    },
  },
  {
    // The SDK of MCP with Zod, for the command line.
    name: 'mcp',
    budget: 150 * KB,
    options: {
      entryPoints: { mcp: 'src/mcp/index.ts' },
      outdir: 'dist',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      plugins: [withoutAnswers],
    },
  },
  {
    name: 'library',
    budget: 270 * KB,
    options: {
      entryPoints: { core: 'src/core/index.ts' },
      outdir: 'dist',
      platform: 'neutral',
      format: 'esm',
      outExtension: { '.js': '.mjs' },
    },
  },
];

const testTree = { minify: false, sourcesContent: true, metafile: false };
const mochaInNode = {
  // What nobody uses stays in, so that the coverage shows it.
  treeShaking: false,
  ...testTree,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  packages: 'external',
  splitting: true,
  plugins: [validators, harness],
};
const testProducts = {
  unit: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/unit'),
    outdir: 'dist/test/unit',
    outbase: 'test/unit',
  }),
  // Every change that the mutation run makes is in the sources, behind a switch.
  mutation: async () => {
    const { switchedSources } = await import('./test/mutation/switchedSources.mjs');
    const texts = switchedSources();
    const switched = {
      name: 'switched',
      setup(plugin) {
        plugin.onLoad({ filter: /\.ts$/ }, ({ path: file }) =>
          texts.has(file) ? { contents: texts.get(file), loader: 'ts' } : undefined,
        );
      },
    };
    return {
      ...mochaInNode,
      entryPoints: await files('test/unit'),
      outdir: 'dist/test/mutation',
      outbase: 'test/unit',
      sourcemap: false,
      plugins: [...mochaInNode.plugins, switched],
    };
  },
  growth: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/growth'),
    outdir: 'dist/test/growth',
    outbase: 'test/growth',
  }),
  // The programs that are killed, filled up and shut out are whole files, which can be run from anywhere, by anybody.
  faults: async () => ({
    ...mochaInNode,
    entryPoints: Object.fromEntries(
      [...(await files('test/faults')), ...(await files('test/faults/programs', '.ts'))].map((file) => [
        path.relative('test/faults', file).replace(/\.ts$/, ''),
        file,
      ]),
    ),
    outdir: 'dist/test/faults',
    packages: 'bundle',
    external: ['mocha'],
    splitting: false,
    plugins: [validators, readOnlyYaml, harness],
  }),
  // A publisher that is killed is a program of its own.
  registry: async () => ({
    ...mochaInNode,
    entryPoints: [...(await files('test/registry')), ...(await files('test/registry/programs', '.ts'))],
    outdir: 'dist/test/registry',
    outbase: 'test/registry',
  }),
  package: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/package'),
    outdir: 'dist/test/package',
    outbase: 'test/package',
  }),
  inspector: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/inspector'),
    outdir: 'dist/test/inspector',
    outbase: 'test/inspector',
  }),
  terminal: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/terminal'),
    outdir: 'dist/test/terminal',
    outbase: 'test/terminal',
  }),
  lsp: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/lsp'),
    outdir: 'dist/test/lsp',
    outbase: 'test/lsp',
  }),
  fuzz: () => ({
    ...mochaInNode,
    entryPoints: ['test/fuzz/main.ts', 'test/fuzz/worker.ts'],
    outdir: 'dist/test/fuzz',
    outbase: 'test/fuzz',
  }),
  ui: async () => ({
    ...mochaInNode,
    entryPoints: await files('test/ui'),
    outdir: 'dist/test/ui',
    outbase: 'test/ui',
  }),
  host: async () => ({
    ...testTree,
    entryPoints: ['test/host/index.ts', ...(await files('test/host'))],
    outdir: 'dist/test/host',
    outbase: 'test/host',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
  }),
  soak: () => ({
    ...testTree,
    entryPoints: ['test/soak/index.ts'],
    outdir: 'dist/test/soak',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
  }),
  web: async () => ({
    ...testTree,
    entryPoints: ['test/web/index.ts'],
    outdir: 'dist/test/web',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    plugins: [validators, webTests],
  }),
};

/** A setting of the extension's manifest. */
function settingOf({ contributes }, name) {
  return [contributes.configuration].flat().find(({ properties }) => name in properties).properties[name];
}

/** Files that ship as they are, and the sample as one: a web extension cannot list its own folder. */
async function copyAssets() {
  await mkdir(path.join(root, 'dist/schemas'), { recursive: true });
  const manifest = JSON.parse(manifestIn());
  const { properties } = settingOf(manifest, 'promptBundles.rules');
  for (const name of await readdir(schemaFolder)) {
    const schema = JSON.parse(await readFile(path.join(schemaFolder, name), 'utf8'));
    const isConfiguration = name.startsWith('configuration.');
    // The codes are generated into the setting: completion offers them in a configuration as well.
    if (isConfiguration) schema.definitions.rules.properties = properties;
    // Of what is in no prompt file, such as labels, the editor completes the keys that are known.
    const shown = name.startsWith('prompt-') ? editorSchema(schema) : completingSchema(schema);
    await writeFile(path.join(root, 'dist/schemas', name), JSON.stringify(shown));
  }
  await cp(path.join(root, 'node_modules', hashModule), path.join(root, 'dist/xxhash128.js'));
  const folder = path.join(root, 'media/sample');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
  const texts = names.sort().map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]);
  await writeFile(path.join(root, 'dist/sample.json'), JSON.stringify(await Promise.all(texts)));
}

/** The texts of the pages in each language, as scripts beside theirs. */
async function writePageTexts(inputs) {
  const keys = keysIn([...inputs].filter((input) => input.startsWith('src/')));
  for (const [language, texts] of translations())
    await writeFile(path.join(root, `dist/page/l10n.${language}.js`), pageScript(texts, keys));
}

/** Every file below a folder whose name ends so, in order. */
async function files(folder, end = '.test.ts') {
  const names = await readdir(path.join(root, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** Fails on a bundle over its budget, naming what weighs most in it. */
async function checkBudget({ name, budget, isTotal = false }, metafile) {
  const outputs = Object.entries(metafile.outputs).filter(([file]) => /\.m?js$/.test(file));
  const counted = isTotal
    ? [[`${path.dirname(outputs[0][0])}/*`, joined(outputs)]]
    : outputs.filter(([, { entryPoint }]) => entryPoint);
  for (const [file, { bytes, inputs }] of counted) {
    const driver = Object.keys(inputs).find((input) => DRIVER.test(input));
    if (driver && name !== REGISTRY)
      throw new Error(`${file} holds ${driver}, which is the registry's alone.`);
    const heaviest = Object.entries(inputs)
      .sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)
      .slice(0, 5);
    console.log(
      `${name.padEnd(13)} ${file.padEnd(24)} ${(bytes / KB).toFixed(1).padStart(7)} KB of ${budget / KB}`,
    );
    if (bytes > budget)
      throw new Error(
        `${file} is over its budget of ${budget} bytes:\n${heaviest.map(([f, i]) => `  ${i.bytesInOutput} ${f}`).join('\n')}`,
      );
  }
}

/** Some outputs as one. */
function joined(outputs) {
  const inputs = outputs.flatMap(([, output]) => Object.entries(output.inputs));
  return {
    bytes: outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    inputs: Object.fromEntries(inputs),
  };
}

/** Writes the pages of the rules, what else says what tables of the product hold, and package.json; removes pages of codes that are gone. */
async function writeDocumentation() {
  const read = (name) => readFile(path.join(root, name), 'utf8');
  const { documentation, PAGES_FOLDER, PROBLEMS_FILE } = await importBuilt(
    'src/language/rules/documentation.ts',
  );
  const { withTools } = await importBuilt('src/agents/contributedTools.ts');
  const { commandReference, REFERENCE_FILE } = await importBuilt('src/cli/options/documentation.ts');
  const generated = documentation({
    problems: await read(PROBLEMS_FILE),
    ...withTools({ manifest: await read('package.json'), texts: await read('package.nls.json') }),
  });
  const { LIBRARY_REPORT, libraryReport } = await import('./test/harness/libraryReport.mjs');
  const pages = [
    ...generated,
    ...referencePages(),
    [REFERENCE_FILE, commandReference()],
    [LIBRARY_REPORT, await libraryReport()],
  ];
  // Nothing is removed before all that takes its place is made.
  await rm(path.join(root, PAGES_FOLDER), { recursive: true, force: true });
  await mkdir(path.join(root, PAGES_FOLDER), { recursive: true });
  for (const [name, text] of pages) await writeFile(path.join(root, name), text);
}

/** What a source exports, built as one module. */
async function importBuilt(entry) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [entry],
    format: 'esm',
    platform: 'node',
    sourcemap: false,
    legalComments: 'none',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

if (flags.docs) {
  await writeDocumentation();
} else if (flags.tests) {
  for (const kind of flags.tests.split(',')) {
    await rm(path.join(root, 'dist/test', kind), { recursive: true, force: true });
    const options = await testProducts[kind]();
    if (Object.keys(options.entryPoints).length) await build({ ...shared, ...options });
  }
} else if (flags.watch) {
  for (const { options } of products)
    await (await context({ ...shared, ...options, minify: false, logLevel: 'info' })).watch();
  await copyAssets();
} else {
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  const results = await Promise.all(products.map(({ options }) => build({ ...shared, ...options })));
  await copyAssets();
  const bundled = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const notices = await thirdPartyNotices(root, [...bundled, `node_modules/${hashModule}`]);
  await writeFile(path.join(root, 'dist/THIRD_PARTY_NOTICES.txt'), notices);
  await writePageTexts(
    products.flatMap(({ options: { outdir } }, i) =>
      outdir === 'dist/page' ? Object.keys(results[i].metafile.inputs) : [],
    ),
  );
  for (const [i, product] of products.entries()) await checkBudget(product, results[i].metafile);
}
