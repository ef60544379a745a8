// The injection grammars, on top of real grammars of Markdown, YAML and JSON.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const HOSTS = { md: 'text.html.markdown', yaml: 'source.yaml', json: 'source.json' } as const;
type Kind = keyof typeof HOSTS;

const PLACEHOLDER = 'variable.other.placeholder.prompt-bundles';
const UNKNOWN = 'meta.placeholder.unknown.prompt-bundles';
const NAMES = ['task', 'activity_level', 'stress', 'semantic_traits'];

const require = createRequire(import.meta.url);
const syntaxes = new URL('../../../syntaxes/', import.meta.url);
const base = (name: string): string => require.resolve(`tm-grammars/grammars/${name}.json`);
const injection = (name: string): string => new URL(`${name}.tmLanguage.json`, syntaxes).pathname;
const INJECTIONS: Record<string, string> = {
  'source.prompt-bundles.placeholders': injection('prompt-placeholders'),
  'source.prompt-bundles.placeholders.markdown': injection('prompt-placeholders-in-markdown'),
  'source.prompt-bundles.other-braces': injection('prompt-other-braces'),
};
const GRAMMARS: Record<string, string> = {
  'text.html.markdown': base('markdown'),
  'text.html.basic': base('html'),
  'source.yaml': base('yaml'),
  'source.json': base('json'),
  ...INJECTIONS,
};

let engine: Promise<textmate.IOnigLib> | undefined;
async function loadEngine(): Promise<textmate.IOnigLib> {
  const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}

function registry(injected: boolean): textmate.Registry {
  const hosts: readonly string[] = Object.values(HOSTS);
  return new textmate.Registry({
    onigLib: (engine ??= loadEngine()),
    loadGrammar: async (scope) => {
      const file = GRAMMARS[scope];
      return file === undefined ? null : textmate.parseRawGrammar(await readFile(file, 'utf8'), file);
    },
    getInjections: (scope) => (injected && hosts.includes(scope) ? Object.keys(INJECTIONS) : undefined),
  });
}
const plain = registry(false);
const ours = registry(true);

interface Token {
  text: string;
  scopes: string[];
}

async function tokens(kind: Kind, text: string, from = ours): Promise<Token[][]> {
  const grammar = await from.loadGrammar(HOSTS[kind]);
  assert.ok(grammar);
  let stack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

/** The texts under one scope, each as a whole however many tokens it has. */
function runs(line: Token[], scope: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const { text, scopes } of line) {
    const inside = scopes.includes(scope);
    // Two placeholders may touch: an opening brace starts the next one.
    const starts =
      !open || scopes.some((name) => name.startsWith('punctuation.definition.placeholder.begin'));
    if (inside && starts) found.push(text);
    else if (inside) found.push((found.pop() ?? '') + text);
    open = inside;
  }
  return found;
}

async function marked(kind: Kind, text: string): Promise<{ known: string[]; unknown: string[] }> {
  const lines = await tokens(kind, text);
  return {
    known: lines.flatMap((line) => runs(line, PLACEHOLDER)),
    unknown: lines.flatMap((line) => runs(line, UNKNOWN)),
  };
}

/** Every character with the scopes it has, less those of this extension: what other people's colours depend on. */
async function foreign(kind: Kind, text: string, from: textmate.Registry): Promise<string[]> {
  const lines = await tokens(kind, text, from);
  return lines.flatMap((line) =>
    line.flatMap((token) => {
      const scopes = token.scopes.filter((scope) => !scope.endsWith('.prompt-bundles')).join(' ');
      return Array.from(token.text, (character) => `${character} ${scopes}`);
    }),
  );
}

const known = async (kind: Kind, text: string, expected: string[]): Promise<void> => {
  assert.deepEqual(await marked(kind, text), { known: expected, unknown: [] });
};
const unknown = async (kind: Kind, text: string, expected: string[]): Promise<void> => {
  assert.deepEqual(await marked(kind, text), { known: [], unknown: expected });
};

const front = '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\n';

describe('syntax: the four placeholders', () => {
  for (const name of NAMES) {
    it(`colours {{${name}}} in all three formats`, async () => {
      await known('md', `${front}\nBefore {{${name}}} after.`, [`{{${name}}}`]);
      await known('yaml', `content: Before {{${name}}} after.`, [`{{${name}}}`]);
      await known('json', `{"content": "Before {{${name}}} after."}`, [`{{${name}}}`]);
    });
  }

  it('gives the braces punctuation scopes and the whole the two placeholder scopes', async () => {
    const [line] = await tokens('md', 'Do {{task}}.');
    const inside = line!.filter(({ scopes }) => scopes.includes(PLACEHOLDER));
    assert.deepEqual(
      inside.map(({ text, scopes }) => [text, scopes.filter((scope) => scope.endsWith('.prompt-bundles'))]),
      [
        [
          '{{',
          [
            PLACEHOLDER,
            'constant.numeric.placeholder.prompt-bundles',
            'punctuation.definition.placeholder.begin.prompt-bundles',
          ],
        ],
        ['task', [PLACEHOLDER, 'constant.numeric.placeholder.prompt-bundles']],
        [
          '}}',
          [
            PLACEHOLDER,
            'constant.numeric.placeholder.prompt-bundles',
            'punctuation.definition.placeholder.end.prompt-bundles',
          ],
        ],
      ],
    );
  });

  for (const [what, text] of [
    ['a heading', '# About {{task}}'],
    ['bold text', 'Be **calm at {{task}} now**.'],
    ['italic text', 'Be *calm at {{task}} now*.'],
    ['struck text', 'Be ~~calm at {{task}} now~~.'],
    ['a link', 'See [the {{task}}](https://example.com).'],
    ['a list item', '- first\n  1. then {{task}}'],
    ['a block quote', '> {{task}}'],
    ['a table', '| level | {{task}} |\n| --- | --- |\n| a | b |'],
    ['an HTML comment', '<!-- {{task}} -->'],
    ['an element', '<customer>{{task}}</customer>'],
    ['an attribute', '<customer title="{{task}}">hello</customer>'],
    ['a code span', 'Run `echo {{task}}` once.'],
    ['a code span with two backticks', 'Run ``echo {{task}}`` once.'],
    ['fenced code', '```json\n{"a": "{{task}}"}\n```'],
    ['fenced code in no language', '~~~\nfor `a` in {{task}}\n~~~'],
    ['indented code', 'Text.\n\n    echo {{task}}'],
  ] as const) {
    it(`colours one in Markdown, in ${what}`, async () => {
      await known('md', text, ['{{task}}']);
    });
  }

  for (const [what, text] of [
    ['a plain scalar', 'content: say {{task}} now'],
    ['a plain scalar that starts with it', 'content: {{task}}'],
    ['double quotes', 'content: "say \\"{{task}}\\"\\n"'],
    ['single quotes', "content: 'it''s {{task}}'"],
    ['a literal block', 'content: |-\n  one\n\n  # not a comment {{task}}\nrole: user'],
    ['a folded block', 'content: >\n  say\n  {{task}}\n'],
    ['a nested block', 'templates:\n  task:\n    content: |\n      say {{task}}\n    role: user'],
    ['a sequence', '- {{task}}'],
    ['a flow mapping', 'task: {content: "say {{task}}", role: user}'],
    ['a plain scalar of a flow mapping', 'task: {content: say {{task}}, role: user}'],
  ] as const) {
    it(`colours one in YAML, in ${what}`, async () => {
      await known('yaml', text, ['{{task}}']);
    });
  }

  it('colours them in JSON values, between escapes, and not in keys', async () => {
    await known('json', '{"content": "a\\n{{task}}\\u0041{{stress}}"}', ['{{task}}', '{{stress}}']);
    await known('json', '["{{semantic_traits}}"]', ['{{semantic_traits}}']);
    await known('json', '{"{{task}}": 1}', []);
  });

  it('leaves YAML comments alone', async () => {
    await known('yaml', '# {{task}} {{other}}\ncontent: text # {{task}}', []);
  });

  it('keeps the scopes around it: a code span stays a code span, a string a string', async () => {
    for (const [kind, text, scope] of [
      ['md', 'Run `echo {{task}}` once.', 'markup.inline.raw.string.markdown'],
      ['md', 'Be **calm at {{task}} now**.', 'markup.bold.markdown'],
      ['yaml', 'content: "{{task}}"', 'string.quoted.double.yaml'],
      ['json', '{"a": "{{task}}"}', 'string.quoted.double.json'],
    ] as const) {
      const line = (await tokens(kind, text))[0]!;
      assert.ok(
        line.some(({ text: token, scopes }) => token === 'task' && scopes.includes(scope)),
        `${kind}: ${text}`,
      );
    }
  });
});

describe('syntax: braces beside braces', () => {
  for (const [text, expected] of [
    ['a {{{task}}} b', ['{{task}}']],
    ['a {{{{task}}}} b', ['{{task}}']],
    ['a {{{{{task}} b', ['{{task}}']],
    ['a {{task}}}}} b', ['{{task}}']],
    ['a {{task}}{{stress}} b', ['{{task}}', '{{stress}}']],
    ['a {{ {{task}} }} b', ['{{task}}']],
    ['a ${{task}} b', ['{{task}}']],
    ['a \\{{task}} b', ['{{task}}']],
  ] as const) {
    it(`finds in ${text} what a render replaces`, async () => {
      await known('md', text, [...expected]);
      await known('yaml', `content: ${text}`, [...expected]);
      if (!text.includes('\\')) await known('json', JSON.stringify({ content: text }), [...expected]);
    });
  }

  for (const text of ['a { {task}} b', 'a {task} b', 'a {{task} b', 'a {{task } } b', 'a {{task\n}} b']) {
    it(`finds nothing in ${JSON.stringify(text)}`, async () => {
      await known('md', text, []);
    });
  }
});

describe('syntax: other double braces', () => {
  for (const text of [
    '{{ task }}',
    '{{task }}',
    '{{Task}}',
    '{{unknown}}',
    '{{}}',
    '{{ }}',
    '{{semantic-traits}}',
    '{{user.name}}',
    '{{#if stress}}',
    '{{taskX}}',
    '{{задача}}',
  ]) {
    it(`marks ${text} differently`, async () => {
      await unknown('md', `${front}\nBefore ${text} after.`, [text]);
      await unknown('yaml', `content: Before ${text} after.`, [text]);
      await unknown('yaml', `content: |\n  Before ${text} after.`, [text]);
      await unknown('json', JSON.stringify({ content: `Before ${text} after.` }), [text]);
    });
  }

  it('tells the two apart on one line', async () => {
    assert.deepEqual(await marked('md', '{{task}} {{ task }} {{stress}} {{tasks}}'), {
      known: ['{{task}}', '{{stress}}'],
      unknown: ['{{ task }}', '{{tasks}}'],
    });
  });

  it('marks the inner pair of three braces', async () => {
    await unknown('md', 'a {{{name}}} b', ['{{name}}']);
  });

  it('never spans lines', async () => {
    await unknown('md', 'a {{\nname}} b', []);
  });
});

// An injection goes into every file of a language, so these belong to other people.
describe('syntax: files of other people', () => {
  const files: [string, Kind, string][] = [
    [
      'a Helm chart',
      'yaml',
      'kind: Service\nmetadata:\n  name: {{ .Release.Name }}-web\n  labels: {{- include "x.labels" . | nindent 4 }}\nspec:\n  host: "{{ .Values.host }}"\n  on: {{ .Values.on }}\n{{- if .Values.tls }}\n  tls: true # {{ x }}\n{{- end }}',
    ],
    [
      'a playbook',
      'yaml',
      '- hosts: "{{ target }}"\n  tasks:\n    - name: Copy {{ item.name }}\n      when: "{{ task }} is defined"\n      loop: \'{{ files | sort }}\'',
    ],
    [
      'a workflow',
      'yaml',
      'on: push\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: echo "${{ github.ref }}"',
    ],
    ['flow mappings', 'yaml', 'a: {b: {c: {}}}\nd: {{x: 1}: 2}\ne: [{f: {}}]'],
    [
      'a page with Liquid',
      'md',
      '---\ntitle: {{ site.name }}\n---\n\n# {{ page.title }}\n\n{{ **bold** }} {{ [link](u) }} {{ `code` }} {% if x %} {{< figure src="a.png" >}} {{x_y_z}} *a {{ b }} c*\n\n| {{ a }} | b |\n| --- | --- |\n\n```js\nconst s = `${a} {{ b }}`; const t = {{c}};\n```\n\n`{{ inline }}` and <b title="{{ t }}">x</b> <!-- {{ c }} -->',
    ],
    ['JSON that nests', 'json', '{"a":{"b":{"c":{}}},"d":[{"e":{}}],"f":"{{ g }} {{ \\"h\\" }}","{{i}}":1}'],
  ];
  for (const [what, kind, text] of files) {
    it(`changes no scope in ${what}`, async () => {
      assert.deepEqual(await foreign(kind, text, ours), await foreign(kind, text, plain));
      assert.deepEqual((await marked(kind, text)).known, []);
    });
  }

  it('comes to an end on long lines of braces that never close', async () => {
    await unknown('md', `${'{{ a b '.repeat(2000)}\n${'`{{task '.repeat(2000)}\n${'{'.repeat(10_000)}`, []);
  });
});

describe('syntax: the manifest', () => {
  it('contributes every injected grammar to the three hosts, and languages for what is in no file alone', function () {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', syntaxes), 'utf8')) as {
      contributes?: {
        grammars?: { scopeName: string; path: string; injectTo?: string[]; language?: string }[];
        languages?: { id: string; extensions?: unknown; filenames?: unknown }[];
      };
    };
    if (!manifest.contributes) this.skip();
    const { grammars = [], languages = [] } = manifest.contributes;
    assert.deepEqual(
      grammars
        .filter(({ language }) => language === undefined)
        .map(({ scopeName, path, injectTo, language }) => [
          scopeName,
          new URL(path, new URL('../', syntaxes)).pathname,
          injectTo?.includes('text.html.markdown'),
          language,
        ]),
      Object.entries(INJECTIONS).map(([scopeName, file]) => [scopeName, file, true, undefined]),
    );
    // Our files keep their languages.
    const ids = languages.map(({ id, extensions, filenames }) => ((extensions ?? filenames) ? `${id}!` : id));
    // A report is plain text.
    const coloured = ['prompt-bundles-rendered', 'prompt-bundles-snapshot'];
    assert.deepEqual(ids, [...coloured, 'prompt-bundles-report']);
    assert.deepEqual(
      grammars.flatMap(({ language }) => language ?? []),
      coloured,
    );
  });
});
