import type { ExampleFiles, RulePage } from './rulePage.js';

const SYSTEM =
  'template_id: shop\nsemver: 1.0.0\nrole: system\ncontent: You answer the post of a bicycle shop.\n';

/** A bundle whose other slots are filled in, so that an example shows one thing. */
const bundle = (system: string, rest = ''): string =>
  `bundle_id: support\nsemver: 1.0.0\n${rest}templates:\n  system: ${system}\n` +
  `  personality: { content: Be brief. }\n  activity: { content: It is quiet today. }\n  task: { content: '{{task}}' }\n`;

/** What publishing wrote of the bundle while its system template said so. */
const PUBLISHED: ExampleFiles = {
  '.prompt-bundles/published/support@1.0.0.json': `{
  "bundle": {
    "bundle_id": "support",
    "semver": "1.0.0",
    "tags": []
  },
  "content_hash": "4342e4d9c3d297f512465903879b0d0ca4b77b794cba04d78eff51197376d46e",
  "templates": {
    "activity": {
      "adapter_version": null,
      "constraints": null,
      "content": "It is quiet today.",
      "role": null,
      "semver": null,
      "template_id": null
    },
    "personality": {
      "adapter_version": null,
      "constraints": null,
      "content": "Be brief.",
      "role": null,
      "semver": null,
      "template_id": null
    },
    "system": {
      "adapter_version": null,
      "constraints": null,
      "content": "You answer the post of a bicycle shop.",
      "role": "system",
      "semver": "1.0.0",
      "template_id": "shop"
    },
    "task": {
      "adapter_version": null,
      "constraints": null,
      "content": "{{task}}",
      "role": null,
      "semver": null,
      "template_id": null
    }
  }
}
`,
};

/** An input and what its prompt was when it was saved. */
const expecting =
  'task: When do you open?\nexpect:\n  support@1.0.0: f411d2cfa47850f23b929bdf59857305a59cc63d5572122f0d79706060dd1dca\n';

const withTags = (tags: string): string => bundle('{ content: You answer the post. }', `tags: ${tags}\n`);

const asking = (personality: string, activity: string): ExampleFiles => ({
  'support.prompt-bundle.yaml':
    'bundle_id: support\nsemver: 1.0.0\ntemplates:\n  system: { content: You answer the post. }\n' +
    `  personality:\n    content: Be brief.\n    constraints: { ASSERTIVENESS_LEVEL: ${personality} }\n` +
    `  activity:\n    content: It is quiet today.\n    constraints: { ASSERTIVENESS_LEVEL: ${activity} }\n` +
    "  task: { content: '{{task}}' }\n",
});

/** Findings about bundles, and what they refer to. */
export const bundleRules: readonly RulePage[] = [
  {
    code: 'unresolved-template',
    title: 'Template that cannot be found',
    severities: ['error'],
    text:
      'A bundle refers to a template version that no file of the folder defines, or that more than one does. The reference must ' +
      'be the `template_id` and the exact `semver` of one file. Each folder of a workspace is looked at by itself. A ' +
      'version that is in a file which cannot be read is not missing: the message says where it is.',
    bad: {
      'support.prompt-bundle.yaml': bundle('shop@1.1.0'),
      'shop.prompt-template.yaml': SYSTEM,
    },
    good: {
      'support.prompt-bundle.yaml': bundle('shop@1.0.0'),
      'shop.prompt-template.yaml': SYSTEM,
    },
  },
  {
    code: 'duplicate-version',
    title: 'Version defined twice',
    severities: ['error'],
    text:
      'Two files of a folder define the same version of a template or a bundle. Neither is used, because which one it would be ' +
      'is left to chance. Give one of them another version, or remove it.',
    bad: {
      'shop.prompt-template.yaml': SYSTEM,
      'shop-draft.prompt-template.yaml': SYSTEM.replace('post', 'letters'),
    },
    good: {
      'shop.prompt-template.yaml': SYSTEM,
      'shop-draft.prompt-template.yaml': SYSTEM.replace('post', 'letters').replace('1.0.0', '1.1.0-draft'),
    },
  },
  {
    code: 'unsupported-model',
    title: 'Model that is not served',
    severities: ['error'],
    text:
      "An input's `model_type` is none of the models that are served: by the bundle it has an expectation of, else by any bundle " +
      'of the folder. The models of a bundle are its `tags`, compared exactly. The service refuses such a render.',
    bad: {
      'support.prompt-bundle.yaml': withTags('[support-large]'),
      'calm.prompt-input.yaml': 'model_type: Support-Large\ntask: When do you open?\n',
    },
    good: {
      'support.prompt-bundle.yaml': withTags('[support-large]'),
      'calm.prompt-input.yaml': 'model_type: support-large\ntask: When do you open?\n',
    },
  },
  {
    code: 'dropped-tag',
    title: 'Tag that is dropped',
    severities: ['warning'],
    text:
      'A tag of a bundle is empty, stands there already, or is over 64 characters long, and is not used. Tags are trimmed first, ' +
      'so two that differ in white space alone are the same.',
    bad: { 'support.prompt-bundle.yaml': withTags("[support-large, ' support-large']") },
    good: { 'support.prompt-bundle.yaml': withTags('[support-large, support-small]') },
  },
  {
    code: 'published-version-changed',
    title: 'Published version that changed',
    severities: ['error', 'warning'],
    text:
      'A template or a bundle says something else than its published version does, which never changes. Whoever replays or ' +
      'reviews `id@semver` must find what was sent under that name. Give the changed file its next version, or restore what is ' +
      'published. At a snapshot it says that the file is damaged, or over the limit of sizes, and not used; or, as a warning, that it was written anew with its content intact.',
    bad: {
      'shop.prompt-template.yaml': SYSTEM.replace('post', 'letters'),
      'support.prompt-bundle.yaml': bundle('shop@1.0.0'),
      ...PUBLISHED,
    },
    good: {
      'shop.prompt-template.yaml': SYSTEM.replace('post', 'letters').replace('1.0.0', '1.0.1'),
      'support.prompt-bundle.yaml': bundle('shop@1.0.1').replace('1.0.0', '1.0.1'),
      ...PUBLISHED,
    },
  },
  {
    code: 'expectation-failed',
    title: 'Expectation that does not hold',
    severities: ['error'],
    text:
      'An input expects something else of a bundle version than the render gives, or that version cannot be rendered. `expect` ' +
      'is a saved test: `bundle_id@semver` to the `prompt_hash`, or to a mapping of `prompt_hash`, `contains`, `excludes`, ' +
      '`max_characters`, `max_tokens` by encoding, and `max_findings`, the places in which the prompt may break constraints. The message names the hash that the render has. Where the change is meant, update the hash; where ' +
      'it is not, compare with what was expected, as far as a published version, the audit log or git still gives it. The ' +
      'error stops no render: it is the test that fails.',
    bad: {
      'support.prompt-bundle.yaml': bundle('{ content: You answer the letters. }'),
      'hours.prompt-input.yaml': expecting,
    },
    good: {
      'support.prompt-bundle.yaml': bundle('{ content: You answer the post. }'),
      'hours.prompt-input.yaml': expecting,
    },
  },
  {
    code: 'label-unpublished',
    title: 'Label of a version that is not published',
    severities: ['error'],
    text:
      'A label in `.prompt-bundles/labels.json` names a version that is not published, or whose published file is damaged. Whoever ' +
      'renders by the label gets nothing then. Only published versions can be labelled, since only they never change. Publish the ' +
      'version, or name one that is published. The error stops no render of a version by its number.',
    bad: {
      'support.prompt-bundle.yaml': bundle('shop@1.0.0').replace('1.0.0', '1.1.0'),
      'shop.prompt-template.yaml': SYSTEM,
      ...PUBLISHED,
      '.prompt-bundles/labels.json': '{\n  "support": {\n    "production": "1.1.0"\n  }\n}\n',
    },
    good: {
      'support.prompt-bundle.yaml': bundle('shop@1.0.0').replace('1.0.0', '1.1.0'),
      'shop.prompt-template.yaml': SYSTEM,
      ...PUBLISHED,
      '.prompt-bundles/labels.json': '{\n  "support": {\n    "production": "1.0.0"\n  }\n}\n',
    },
  },
  {
    code: 'label-unknown',
    title: 'Labels of a bundle that nobody knows',
    severities: ['error'],
    text:
      'The labels in `.prompt-bundles/labels.json` name a bundle that no file of the folder defines and no published version has. ' +
      'The bundle was renamed or removed, or its id is misspelt. Name the bundle as it is called, or remove its labels.',
    bad: {
      'support.prompt-bundle.yaml': bundle('shop@1.0.0'),
      'shop.prompt-template.yaml': SYSTEM,
      ...PUBLISHED,
      '.prompt-bundles/labels.json': '{\n  "suport": {\n    "production": "1.0.0"\n  }\n}\n',
    },
    good: {
      'support.prompt-bundle.yaml': bundle('shop@1.0.0'),
      'shop.prompt-template.yaml': SYSTEM,
      ...PUBLISHED,
      '.prompt-bundles/labels.json': '{\n  "support": {\n    "production": "1.0.0"\n  }\n}\n',
    },
  },
  {
    code: 'conflicting-constraints',
    title: 'Constraints that contradict each other',
    severities: ['warning'],
    text:
      'Two templates of a bundle ask for a different `ASSERTIVENESS_LEVEL`. Each holds for its own part alone, so the prompt as a ' +
      'whole speaks with two voices. The finding names both levels and leads to where they are written.',
    bad: asking('0.9', '0.2'),
    good: asking('0.7', '0.7'),
  },
];
