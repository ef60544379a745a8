import assert from 'node:assert/strict';
import {
  documentSymbols,
  symbolRange,
  workspaceSymbols,
  type OutlineSymbol,
} from '../../../src/language/symbols.js';
import { PublishingFolder } from './fixes/folder.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, TEMPLATE } from './navigationCases.js';
import { contextOf, slice } from './publishingContext.js';

async function outline(text: Readonly<Record<string, string>>, file: string): Promise<string[]> {
  const folder = new PublishingFolder(text);
  const lines = (symbols: readonly OutlineSymbol[], indent = ''): string[] =>
    symbols.flatMap(({ name, detail, kind, range, selection, children }) => {
      assert.ok(selection.start >= range.start && selection.end <= range.end, `${name} lies in its range`);
      return [
        `${indent}${kind} ${name}${detail === '' ? '' : `: ${detail}`}`,
        ...lines(children, `${indent}  `),
      ];
    });
  return lines(await documentSymbols(contextOf(folder), file));
}

describe('documentSymbols', () => {
  for (const [file, expected] of [
    [TEMPLATE, ['template shop@1.0.0', '  value role: system', '  constraint NO_EMOJI: true']],
    [
      BUNDLE,
      [
        'bundle desk@1.0.0',
        '  value tags: large',
        '  part system: shop@1.0.0',
        '  part personality: shop@1.0.0',
        '  part activity: shop@2.0.0',
        '  part task: inline',
        '    text content',
        '      placeholder {{task}}',
      ],
    ],
    [
      JSON_BUNDLE,
      [
        'bundle counter@1.0.0',
        '  part system: shop@1.0.0',
        '  part personality: inline',
        '    text content',
        '    constraint NO_EMOJI: true',
        '  part activity: inline',
        '    text content',
        '  part task: inline',
        '    text content',
        '      placeholder {{task}}',
      ],
    ],
    [
      INPUT,
      [
        'value task: Hello.',
        'value model_type: large',
        'value expect',
        `  value desk@1.0.0: ${'a'.repeat(60)}…`,
      ],
    ],
  ] as const)
    it(`of ${file}`, async () => {
      assert.deepEqual(await outline(FILES, file), expected);
    });

  it('of an input, with each trait, and no deeper', async () => {
    const file = 'x.prompt-input.yaml';
    const text = 'semantic_traits:\n  tone: calm\n  more: { a: 1 }\nsuppress: [a, b]\n';
    assert.deepEqual(await outline({ [file]: text }, file), [
      'value semantic_traits',
      '  value tone: calm',
      '  value more',
      'value suppress: a, b',
    ]);
  });

  it('of a file without a name, half a name, or any sense', async () => {
    const file = 'x.prompt-template.yaml';
    assert.deepEqual(await outline({ [file]: 'role: user\n' }, file), [
      'template template',
      '  value role: user',
    ]);
    assert.deepEqual(await outline({ [file]: 'template_id: a\n' }, file), ['template a']);
    assert.deepEqual(await outline({ [file]: 'template_id: [\n' }, file), []);
    assert.deepEqual(await outline({ [file]: '' }, file), []);
  });
});

describe('the symbols of a bundle', () => {
  it('are those of the parts that it has, with every placeholder of their texts', async () => {
    const text =
      'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  task: { content: "{{task}}" }\n  system:\n    content: See {{stress}}\n';
    assert.deepEqual(await outline({ [BUNDLE]: text }, BUNDLE), [
      'bundle b@1.0.0',
      '  part task: inline',
      '    text content',
      '      placeholder {{task}}',
      '  part system: inline',
      '    text content',
      '      placeholder {{stress}}',
    ]);
  });
});

describe('workspaceSymbols', () => {
  const context = contextOf(new PublishingFolder(FILES));
  for (const [query, expected] of [
    ['', ['counter@1.0.0', 'desk@1.0.0', 'shop@1.0.0', 'shop@2.0.0']],
    ['SHOP', ['shop@1.0.0', 'shop@2.0.0']],
    ['s p2', ['shop@2.0.0']],
    ['ps', []],
    ['@1.0.0', ['counter@1.0.0', 'desk@1.0.0', 'shop@1.0.0']],
  ] as const)
    it(`that hold “${query}”`, () => {
      assert.deepEqual(
        workspaceSymbols(context, query)
          .map(({ name }) => name)
          .sort(),
        expected,
      );
    });

  it('are at their ids, and at most 500', async () => {
    const folder = new PublishingFolder(FILES);
    const range = await symbolRange(contextOf(folder), TEMPLATE);
    assert.equal(range && slice(folder, TEMPLATE, range), 'shop');
    const many = Array.from({ length: 600 }, (_, i) => [
      `t${i}.prompt-template.yaml`,
      `template_id: t${i}\nsemver: 1.0.0\nrole: system\ncontent: T\n`,
    ]);
    const large = contextOf(new PublishingFolder(Object.fromEntries(many) as Record<string, string>));
    assert.equal(workspaceSymbols(large, 't').length, 500);
    // The one that is named in full, however many others hold its letters.
    assert.equal(workspaceSymbols(large, 't5@1.0.0')[0]?.name, 't5@1.0.0');
  });
});
