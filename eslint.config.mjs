import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { boundedCode } from './test/harness/lint/boundedCode.mjs';

/** What each folder of `src` may import from its neighbours: arrows point one way (see CONTRIBUTING.md). */
const wall = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: forbidden.map(([regex, message]) => ({ regex, message })) },
    ],
  },
});
const NO_VSCODE = ['^vscode$', 'Only src/extension imports vscode.'];
const FACADE = ['\\.\\./language/(?!index\\.js$)', 'Shells know the language by language/index.js alone.'];
const AGENTS = ['\\.\\./agents/(?!index\\.js$)', 'Shells know what agents ask by agents/index.js alone.'];
const MCP = ['\\.\\./mcp/(?!index\\.js$)', 'The command line knows the server of MCP by mcp/index.js alone.'];
const REGISTRY = [
  '\\.\\./registry/(?!(index|registry)\\.js$)',
  'Shells know the registry by registry/index.js, and its types by registry/registry.js, alone.',
];
const NO_NODE = ['^node:', 'The engine runs in browsers too: no node builtin here.'];

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', '**/node_modules/', 'test/fixtures/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Strictness forbids `!` already; an assertion of a type says more where the compiler cannot know.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  wall(
    ['src/core/**/*.ts'],
    [
      NO_VSCODE,
      NO_NODE,
      [
        '\\.\\./(language|extension|webview|preview|compare|cli|node|registry)/',
        'core imports no other folder.',
      ],
    ],
  ),
  wall(
    ['src/language/**'],
    [
      NO_VSCODE,
      NO_NODE,
      ['\\.\\./(extension|webview|preview|compare|cli|node|registry)/', 'language imports core alone.'],
    ],
  ),
  wall(
    ['src/agents/**'],
    [
      NO_VSCODE,
      NO_NODE,
      FACADE,
      [
        '\\.\\./(extension|webview|preview|compare|cli|node|registry)/',
        'What agents ask knows core and the language alone.',
      ],
    ],
  ),
  wall(
    ['src/mcp/**'],
    [
      NO_VSCODE,
      [
        '\\.\\./(core|language|agents|extension|webview|preview|compare|cli|node|registry)/',
        'The server knows the protocol alone: what it serves is brought to it.',
      ],
    ],
  ),
  wall(
    ['src/webview/**'],
    [
      NO_VSCODE,
      NO_NODE,
      [
        '\\.\\./core/(?!output/|model/)',
        'What pages share knows no more of core than how to show text, and names.',
      ],
      ['\\.\\./(language|extension|preview|compare|cli|node)/', 'What pages share knows none of them.'],
    ],
  ),
  wall(
    ['src/compare/**'],
    [
      NO_VSCODE,
      NO_NODE,
      [
        '\\.\\./(core/(?!model/|text/|compare/(?:size|token)Change)|language|extension|preview|cli|node)',
        'The page knows its protocol, the model types, how texts are cut and what a change of size is alone.',
      ],
    ],
  ),
  wall(
    ['src/preview/**'],
    [
      NO_VSCODE,
      NO_NODE,
      [
        '\\.\\./(core/(?!(?:model|text|versions)/)|language|extension|compare|cli|node)',
        'The preview knows the protocol, the model types and what differs between two texts alone.',
      ],
    ],
  ),
  wall(
    ['src/node/**'],
    [
      NO_VSCODE,
      [
        '\\.\\./(extension|webview|preview|compare|cli|language/(?!index\\.js)|registry)/',
        'What needs Node alone imports core alone, and the formats of the language.',
      ],
    ],
  ),
  wall(
    ['src/registry/**'],
    [
      NO_VSCODE,
      [
        '\\.\\./(extension|webview|preview|compare|cli|language)/',
        'The registry imports core and node alone.',
      ],
    ],
  ),
  wall(
    ['src/cli/**'],
    [
      NO_VSCODE,
      FACADE,
      AGENTS,
      MCP,
      REGISTRY,
      ['\\.\\./(extension|webview|preview|compare)/', 'The command line imports core, language and node.'],
    ],
  ),
  wall(
    ['src/extension/*.ts', 'src/extension/!(desktop)/**'],
    [
      NO_NODE,
      FACADE,
      AGENTS,
      REGISTRY,
      ['\\.\\./registry/index\\.js$', 'What reaches registries comes from the platform: browsers have none.'],
      ['\\.\\./(cli|node)/', 'The extension imports core, language and the protocols of the pages.'],
    ],
  ),
  {
    files: ['src/**'],
    plugins: { bounded: boundedCode },
    rules: { 'bounded/no-spread-arguments': 'error', 'bounded/no-repeated-group': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        navigator: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        URLSearchParams: 'readonly',
        TextEncoder: 'readonly',
        TextDecoder: 'readonly',
      },
    },
  },
);
