// Files in which the same names stand in every syntax.

export const TEMPLATE = 'shop.prompt-template.md';
export const BUNDLE = 'desk.prompt-bundle.yaml';
export const JSON_BUNDLE = 'counter.prompt-bundle.json';
export const INPUT = 'calm.prompt-input.yaml';
export const JSON_INPUT = 'loud.prompt-input.json';

const inline = (text: string): string => `{ content: '${text}' }`;

/** A template, two bundles that refer to it, and two inputs that expect something of one. */
export const FILES: Readonly<Record<string, string>> = {
  [TEMPLATE]:
    '---\ntemplate_id: shop\nsemver: 1.0.0\nrole: system\nconstraints:\n  NO_EMOJI: true\n---\n\nYou sell bikes. {{task}} and {{stress}}, then {{task}}.\n',
  'shop-2.prompt-template.yaml':
    'template_id: "shop"\nsemver: \'2.0.0\'\nrole: system\ncontent: You sell many bikes.\n',
  [BUNDLE]: `bundle_id: desk\nsemver: 1.0.0\ntags: [large]\ntemplates:\n  system: shop@1.0.0\n  personality: 'shop@1.0.0'\n  activity: shop@2.0.0\n  task: ${inline('{{task}}')}\n`,
  [JSON_BUNDLE]: JSON.stringify(
    {
      bundle_id: 'counter',
      semver: '1.0.0',
      templates: {
        system: 'shop@1.0.0',
        personality: { content: 'P', constraints: { NO_EMOJI: true } },
        activity: { content: 'A' },
        task: { content: '{{task}}' },
      },
    },
    null,
    2,
  ),
  [INPUT]: `task: Hello.\nmodel_type: large\nexpect:\n  desk@1.0.0: ${'a'.repeat(64)}\n`,
  [JSON_INPUT]: JSON.stringify({ task: 'Hi.', expect: { 'desk@1.0.0': { contains: ['bikes'] } } }, null, 2),
};

/** The files with the cursor put into one of them, by a text of it in which the cursor is marked. */
export function withCursor(file: string, marked: string): Record<string, string> {
  const plain = marked.replace('‸', '');
  const text = FILES[file] ?? '';
  if (!text.includes(plain)) throw new Error(`${file} does not hold ${plain}.`);
  return { ...FILES, [file]: text.replace(plain, () => marked) };
}
