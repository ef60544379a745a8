// The walls between folders: arrows point one way, and never in a circle.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forbiddenImports, importCycles, importGraph, type Rule } from './importGraph.js';
import { projectFolder } from './projectFolder.js';

/** What translates texts, wherever they are made: of no host, and the editor's own in the extension. */
const TRANSLATOR = '@vscode/l10n';

/** Who may know whom. The nearest row decides; packages are named where they may be used. */
const RULES: readonly Rule[] = [
  // The engine: pure, of no host. Its parts do not know each other; one place joins them.
  { from: 'core', may: ['core/model', 'core/text', 'core/canonicalJson.ts', 'core/floatText.ts'] },
  { from: 'core/text', may: ['core/text'] },
  { from: 'core/model', may: ['core/model', 'core/text'] },
  { from: 'core/output', may: ['core/output', 'core/text'] },
  {
    from: 'core/documents',
    may: [
      'core/documents',
      'core/model',
      'core/text',
      'core/canonicalJson.ts',
      'core/floatText.ts',
      'core/prettyJson.ts',
      'yaml',
      'fastest-levenshtein',
      'prompt-bundles:validators',
      'prompt-bundles:configuration-validator',
    ],
  },
  {
    from: 'core/constraints',
    may: [
      'core/constraints',
      'core/model',
      'core/text',
      'core/canonicalJson.ts',
      'hedges',
      'lru.min',
      'weasels',
    ],
  },
  {
    from: 'core/published',
    may: [
      'core/published',
      'core/documents',
      'core/model',
      'core/text',
      'core/hashes.ts',
      'core/hashing.ts',
      'core/prettyJson.ts',
    ],
  },
  { from: 'core/sources', may: ['core/sources', 'core/published', 'core/model'] },
  {
    from: 'core/versions',
    may: ['core/versions', 'core/model', 'core/text', 'core/canonicalJson.ts', 'core/compileTemplate.ts'],
  },
  {
    from: 'core/audit',
    may: ['core/audit', 'core/documents', 'core/model', 'core/output', 'core/text', 'core/hashing.ts'],
  },
  // Compares renders, so it stands above what makes them.
  {
    from: 'core/compare',
    may: [
      'core/compare',
      'core/output',
      'core/text',
      'core/model',
      'core/canonicalJson.ts',
      'core/hashes.ts',
      'core/hashing.ts',
      'core/promptGenerator.ts',
    ],
  },
  { from: 'core/renderer.ts', may: ['core/compileTemplate.ts', 'core/model', 'core/text'] },
  { from: 'core/hashing.ts', may: ['core/text', 'hash-wasm'] },
  { from: 'core/portableSha256.ts', may: ['core/hashing.ts', 'hash-wasm'] },
  {
    from: 'core/hashes.ts',
    may: ['core/canonicalJson.ts', 'core/floatText.ts', 'core/hashing.ts', 'core/model', 'core/renderer.ts'],
  },
  { from: 'core/nativeSha256.ts', may: ['core/hashing.ts'] },
  { from: 'core/render.ts', may: ['core/hashes.ts', 'core/renderer.ts', 'core/model'] },
  { from: 'core/preparedRender.ts', may: ['core'] },
  { from: 'core/promptGenerator.ts', may: ['core'] },
  { from: 'core/inlineRenderer.ts', may: ['core'] },
  { from: 'core/index.ts', may: ['core'] },
  // Those who use it.
  { from: 'language', may: ['language', 'core'] },
  // Its patterns are read by libraries.
  {
    from: 'language/belonging',
    may: ['language/belonging', 'core/documents', 'core/model', 'core/text', 'ignore'],
  },
  // What is half written has tokens, and no values yet.
  { from: 'language/exchange', may: ['language', 'core', '@rgrove/parse-xml'] },
  { from: 'language/completion', may: ['language', 'core', 'yaml', 'jsonc-parser'] },
  // They are edited in place.
  { from: 'language/configuration', may: ['language', 'core', 'jsonc-parser'] },
  { from: 'language/labels', may: ['language', 'core', 'jsonc-parser'] },
  // What agents ask, over the language's facade alone, for an editor and MCP.
  { from: 'agents', may: ['agents', 'language/index.ts', 'core'] },
  // The protocol alone: what is served is brought to it.
  {
    from: 'mcp',
    may: [
      'mcp',
      'node:',
      '@modelcontextprotocol/sdk/server/index.js',
      '@modelcontextprotocol/sdk/server/stdio.js',
      '@modelcontextprotocol/sdk/types.js',
    ],
  },
  { from: 'node', may: ['node', 'core', 'node:'] },
  // The files of a folder, for all that have no editor.
  { from: 'node/folder', may: ['node', 'language/index.ts', 'core', 'tokenizers', 'node:'] },
  // Knows the format of caches, which is the language's.
  { from: 'node/cacheFile.ts', may: ['node', 'language/index.ts', 'core', 'node:'] },
  // Its connections, and what is stored there; the driver is known where it is used alone.
  { from: 'registry', may: ['registry', 'node', 'core', 'node:'] },
  { from: 'registry/stored', may: ['registry/stored', 'core'] },
  { from: 'registry/comparison', may: ['registry/comparison', 'registry/stored', 'core'] },
  {
    from: 'registry/publication',
    may: ['registry/publication', 'registry/comparison', 'registry/stored', 'core'],
  },
  { from: 'registry/postgres', may: ['registry', 'node', 'core', 'node:', 'pg', 'lru-cache'] },
  // The language server: the protocol around the facade, on streams that it is given.
  {
    from: 'lsp',
    may: [
      'lsp',
      'node',
      'language/index.ts',
      'core',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'node:',
    ],
  },
  // A shell knows the language, the registry and the server by its facade alone.
  {
    from: 'cli',
    may: [
      'cli',
      'agents/index.ts',
      'mcp/index.ts',
      'node',
      'registry/index.ts',
      'lsp/index.ts',
      'language/index.ts',
      'core',
      'tokenizers',
      'node:',
    ],
  },
  // Large files of their own.
  { from: 'tokenizers', may: ['tokenizers', 'gpt-tokenizer'] },
  // Pages: what all of them share, then each with its own protocol.
  { from: 'webview', may: ['webview/fields.ts', 'webview/encodings.ts', 'core/model'] },
  { from: 'webview/page', may: ['webview', 'core/output', '@vscode/codicons', 'tokenizers/tokenizers.ts'] },
  {
    from: 'preview',
    may: [
      'preview/protocol.ts',
      'preview/readMessages.ts',
      'preview/runs.ts',
      'preview/sentRender.ts',
      'preview/textPatch.ts',
      'webview/fields.ts',
      'core/model',
    ],
  },
  {
    from: 'preview/page',
    may: ['preview', 'webview', 'core/model', 'core/text', 'core/versions'],
  },
  {
    from: 'compare',
    may: ['compare/protocol.ts', 'webview/fields.ts', 'webview/encodings.ts', 'core/model'],
  },
  {
    from: 'compare/page',
    may: [
      'compare',
      'webview',
      'core/model',
      'core/text',
      'core/compare/sizeChange.ts',
      'core/compare/tokenChange.ts',
    ],
  },
  {
    from: 'extension',
    may: [
      'extension',
      'preview/protocol.ts',
      'preview/readMessages.ts',
      'preview/runs.ts',
      'preview/sentRender.ts',
      'preview/textPatch.ts',
      'compare/protocol.ts',
      'webview/fields.ts',
      'webview/encodings.ts',
      'agents/index.ts',
      'language/index.ts',
      // Its types; what reaches registries comes from the platform.
      'registry/registry.ts',
      'tokenizers/tokenizers.ts',
      'core',
      'vscode',
      'lru.min',
    ],
  },
  {
    from: 'extension/desktop',
    may: [
      'extension',
      'language/index.ts',
      'registry/index.ts',
      'node',
      'core',
      'tokenizers',
      'vscode',
      'node:',
    ],
  },
];

const source = path.join(projectFolder, 'src');
const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) =>
  name.replaceAll(path.sep, '/'),
);
const files = new Map(
  names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => [name, readFileSync(path.join(source, name), 'utf8')]),
);

describe('architecture', () => {
  const graph = importGraph(files, [TRANSLATOR]);

  it('has files, and every import between them leads to one', () => {
    assert.ok(graph.size > 50);
    const missing = [...graph].flatMap(([file, imports]) =>
      imports
        .filter((name) => /^\w+\/.*\.ts$/.test(name) && !graph.has(name))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('has no import against the grain', () => {
    assert.deepEqual(forbiddenImports(graph, RULES), []);
  });

  it('has no circle of imports, of types neither', () => {
    assert.deepEqual(importCycles(graph), []);
  });

  it('reads what reaches registries, and serves MCP, when it is asked for, never with what asks for it', () => {
    const early = /^\s*(?:import|export)\s+(?!type\b)[^'"]*?\bfrom\s*'[^']*\/(?:registry|mcp)\/index\.js'/m;
    const found = [...files].filter(([name, text]) => !/^(?:registry|mcp)\//.test(name) && early.test(text));
    assert.deepEqual(
      found.map(([name]) => name),
      [],
    );
    assert.match("import { a } from '../registry/index.js';", early);
    assert.match("import { a } from '../../mcp/index.js';", early);
  });

  it('has a room for each feature of the extension, and beside the rooms what puts them together alone', () => {
    assert.deepEqual(looseIn('extension'), ['activateExtension.ts', 'features.ts', 'startExtension.ts']);
  });

  it('has a file for each capability of the language, and a test of the same name', () => {
    // What hands the others on, and what they work with.
    const frame = ['context.ts', 'index.ts'];
    const capabilities = looseIn('language').filter((name) => !frame.includes(name));
    assert.ok(capabilities.includes('diagnose.ts'));
    const tests = readdirSync(path.join(projectFolder, 'test/unit/language'));
    assert.deepEqual(
      capabilities.filter((name) => !tests.includes(name.replace(/ts$/, 'test.ts'))),
      [],
    );
  });

  it('says nothing to the console but in the command line', () => {
    const talkative = [...files].filter(
      ([name, text]) => !name.startsWith('cli/') && /\bconsole\./.test(text),
    );
    assert.deepEqual(
      talkative.map(([name]) => name),
      [],
    );
  });

  it('has no clock, chance, locale or environment in the engine', () => {
    const impure =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bcrypto\b|\bprocess\.|\bIntl\.|\.localeCompare\(|\bsetTimeout\b/;
    const found = [...files].filter(
      ([name, text]) => name.startsWith('core/') && impure.test(withoutComments(text)),
    );
    // Words of scripts without spaces are told by Unicode's own segmentation, of no locale.
    // Nor has the locale anything to do with where one character ends.
    // The library takes the host's SHA-256, which is the same everywhere.
    const known = [
      'core/constraints/prose/unspacedWords.ts',
      'core/constraints/tokens/clusters.ts',
      'core/nativeSha256.ts',
      'core/text/quote.ts',
      'core/text/words.ts',
    ];
    assert.deepEqual(
      found.map(([name]) => name).filter((name) => !known.includes(name)),
      [],
    );
  });
});

/** What shows text to people, and the files that may call it: the doors, which make safe what files bring. */
const DOORS: readonly (readonly [from: RegExp, shows: RegExp, doors: readonly string[]])[] = [
  [
    /^cli\//,
    /\bhost\.(?:out|error)\b|\bprocess\.(?:stdout|stderr)\b|\bconsole\.|\bJSON\.stringify\(/,
    ['cli/print.ts', 'cli/main.ts'],
  ],
  [/^extension\//, /\bshow(?:Information|Warning|Error)Message\b|\[SHOW\[/, ['extension/output/messages.ts']],
  [
    /^extension\//,
    /\b(?:showQuickPick|createQuickPick|showInputBox|createInputBox)\b/,
    ['extension/output/questions.ts'],
  ],
  [
    /^extension\//,
    /\bnew (?:CodeLens|CodeAction|InlayHint)\b|\bextends CodeAction\b|'vscode\.diff'|\.title = |\b(?:setStatusBarMessage|createStatusBarItem|createLanguageStatusItem)\b/,
    ['extension/output/editors.ts'],
  ],
  [
    /^extension\//,
    /\bnew (?:DocumentSymbol|SymbolInformation|CallHierarchyItem|DocumentLink)\b|\bneedsConfirmation\b/,
    ['extension/output/symbols.ts'],
  ],
  [
    /^extension\//,
    /\bnew MarkdownString\b|\bappend(?:Markdown|Codeblock|Text)\b|\bisTrusted = |\bsupport(?:Html|ThemeIcons)\b|\bhoverMessage\b/,
    ['extension/output/hovers.ts'],
  ],
  [
    /^extension\//,
    /\bnew (?:CompletionItem|SnippetString)\b|\bextends CompletionItem\b/,
    ['extension/output/completions.ts'],
  ],
  [
    /^extension\//,
    /\b(?:log|output|channel)\.(?:error|warn|info|debug|trace|append|appendLine)\(/,
    ['extension/output/log.ts'],
  ],
  [/^extension\//, /\bnew Diagnostic(?:RelatedInformation)?\b/, ['extension/problems/diagnostic.ts']],
  [/^extension\//, /\b(?:new|extends) TreeItem\b/, ['extension/output/treeItems.ts']],
  [/^extension\//, /\bview\.(?:message|description|badge) = /, ['extension/audit/auditView.ts']],
  [
    /\/page\//,
    /\.(?:textContent|title|ariaLabel|ariaDescription|placeholder|nodeValue|innerText|label) = (?!['"`][^$]*;$|l10n\.t\('[^']*'\);$)|\bcreateTextNode\b/m,
    ['webview/page/dom.ts', 'preview/page/chunk.ts'],
  ],
  [
    /\/page\//,
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTMLUnsafe|srcdoc)\b|\bdocument\.write/,
    [],
  ],
];

describe('the doors for text from files', () => {
  for (const [from, shows, doors] of DOORS)
    it(`are the only ones in ${from.source} to use ${shows.source}`, () => {
      const inside = [...files].filter(([name]) => from.test(name));
      const showing = inside.filter(([, text]) => shows.test(withoutComments(text))).map(([name]) => name);
      assert.deepEqual(
        showing.filter((name) => !doors.includes(name)),
        [],
      );
      // None is listed that has nothing to do with it any more.
      assert.deepEqual(
        doors.filter((name) => !showing.includes(name)),
        [],
      );
      assert.ok(inside.length > 0);
    });
});

describe('the check of the architecture', () => {
  const made = importGraph(
    new Map([
      [
        'core/a.ts',
        "import { b } from './model/b.js';\nimport type {\n  C,\n} from '../language/c.js';\nexport { x } from './a/x.js';\n",
      ],
      [
        'core/model/b.ts',
        "import 'vscode';\nimport fs from 'node:fs';\nconst later = import('./d.js');\n// import { no } from '../a.js';\n",
      ],
      ['core/model/d.ts', "export * from './b.js';\n"],
      ['language/c.ts', "const text = 'nothing from here';\n"],
    ]),
  );

  it('sees imports of every form', () => {
    assert.deepEqual(Object.fromEntries(made), {
      'core/a.ts': ['core/model/b.ts', 'language/c.ts', 'core/a/x.ts'],
      'core/model/b.ts': ['vscode', 'node:fs', 'core/model/d.ts'],
      'core/model/d.ts': ['core/model/b.ts'],
      'language/c.ts': [],
    });
  });

  it('finds what no rule allows, by the nearest rule', () => {
    const rules = [
      { from: 'core', may: ['core'] },
      { from: 'core/model', may: ['core/model', 'node:'] },
    ];
    assert.deepEqual(forbiddenImports(made, rules), [
      'core/a.ts must not import language/c.ts',
      'core/model/b.ts must not import vscode',
      'language/c.ts stands where no rule is for',
    ]);
  });

  it('takes a folder for a folder, not for the beginning of a name', () => {
    const graph = new Map([['core/a.ts', ['core/modelling.ts']]]);
    assert.equal(forbiddenImports(graph, [{ from: 'core', may: ['core/model'] }]).length, 1);
  });

  it('finds a circle, and a file that imports itself', () => {
    assert.deepEqual(importCycles(made), [['core/model/b.ts', 'core/model/d.ts', 'core/model/b.ts']]);
    assert.deepEqual(importCycles(new Map([['a', ['a']]])), [['a', 'a']]);
    assert.deepEqual(
      importCycles(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['d']],
          ['c', ['d']],
          ['d', []],
        ]),
      ),
      [],
    );
  });
});

/** The files that stand in a folder itself, in no room of it. */
function looseIn(folder: string): string[] {
  return [...files.keys()]
    .filter((name) => path.posix.dirname(name) === folder)
    .map((name) => path.posix.basename(name))
    .sort();
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
