// Bundle files (spec, section 1.2): each mistake, told where it is.
import { BUNDLE, itTells, withSystem } from './parsing.js';

describe('a bundle that is not whole', () => {
  itTells('a.prompt-bundle.yaml', [
    [
      '{}',
      '1:1-1:3 schema: Add the key `bundle_id`.',
      '1:1-1:3 schema: Add the key `semver`.',
      '1:1-1:3 schema: Add the key `templates`.',
    ],
    [
      'bundle_id: b\nsemver: 1.0.0\n"": a\n',
      '1:1-1:10 schema: Add the key `templates`.',
      '3:1-3:3 unknown-key: Unknown key ``. Remove it, or check its spelling.',
    ],
    [
      'bundle_id: ""\nsemver: 1.0.0\ntemplates: a\n',
      '1:12-1:14 schema: `bundle_id` must not be empty.',
      '3:12-3:13 schema: `templates` must be a mapping.',
    ],
    [
      'bundle_id: b\nsemver: 1.0.0\ntemplates: {}\n',
      '3:1-3:10 schema: `templates` needs the key `system`.',
      '3:1-3:10 schema: `templates` needs the key `personality`.',
      '3:1-3:10 schema: `templates` needs the key `activity`.',
      '3:1-3:10 schema: `templates` needs the key `task`.',
    ],
  ]);
});

describe('unknown keys of a bundle', () => {
  itTells('a.prompt-bundle.yaml', [
    [
      withSystem('{content: a, rol: user}'),
      '3:34-3:37 unknown-key: Unknown key `rol`. Did you mean `role`? => role',
    ],
    [
      withSystem('{content: a, template_id: user}'),
      '3:34-3:45 unknown-key: Unknown key `template_id`. Remove it, or check its spelling.',
    ],
    [
      'bundle_id: b\nsemver: 1.0.0\ntemplates: {sytem: a@1.0.0, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0, extra: e@1.0.0}\n',
      '3:1-3:10 schema: `templates` needs the key `system`.',
      '3:13-3:18 unknown-key: Unknown key `sytem`. Did you mean `system`? => system',
      '3:85-3:90 unknown-key: Unknown key `extra`. Remove it, or check its spelling.',
    ],
  ]);
});

describe('references', () => {
  itTells('a.prompt-bundle.yaml', [
    [
      withSystem('a@^1.0.0'),
      '3:23-3:29 invalid-semver: `^1.0.0` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('a@1.x'),
      '3:23-3:26 invalid-semver: `1.x` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('a@latest'),
      '3:23-3:29 invalid-semver: `latest` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('a@1'),
      '3:23-3:24 invalid-semver: `1` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('a@v1.0.0'),
      '3:23-3:29 invalid-semver: `v1.0.0` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('a'),
      '3:21-3:22 schema: `a` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ],
    [
      withSystem('a@'),
      '3:21-3:23 schema: `a@` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ],
    [
      withSystem('"@1.0.0"'),
      '3:21-3:29 schema: `@1.0.0` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ],
    [withSystem('a@b@1.0.0')],
    [
      withSystem('a@1.0.0@'),
      '3:21-3:29 schema: `a@1.0.0@` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ],
    [
      withSystem('"a@1.0.0 "'),
      '3:24-3:30 invalid-semver: `1.0.0 ` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [withSystem('" a@1.0.0"')],
    [
      withSystem('a@>=1.0.0'),
      '3:23-3:30 invalid-semver: `>=1.0.0` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt.',
    ],
    [
      withSystem('""'),
      '3:21-3:23 schema: `` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ],
    [
      withSystem('5'),
      '3:21-3:22 schema: `templates.system` must be a reference `template_id@semver` or an inline template.',
    ],
    [
      withSystem('~'),
      '3:21-3:22 schema: `templates.system` must be a reference `template_id@semver` or an inline template.',
    ],
    [
      withSystem('[a@1.0.0]'),
      '3:21-3:30 schema: `templates.system` must be a reference `template_id@semver` or an inline template.',
    ],
    [
      withSystem('true'),
      '3:21-3:25 schema: `templates.system` must be a reference `template_id@semver` or an inline template.',
    ],
  ]);
});

describe('inline templates', () => {
  itTells('a.prompt-bundle.yaml', [
    [withSystem('{role: user}'), '3:13-3:19 schema: `templates.system` needs the key `content`.'],
    [withSystem('{content: ""}'), '3:31-3:33 schema: `templates.system.content` must not be empty.'],
    [
      withSystem('{content: 5}'),
      '3:31-3:32 schema: `templates.system.content` must be text. Put it in quotes. => "5"',
    ],
    [
      withSystem('{content: a, role: assistant}'),
      '3:40-3:49 schema: `templates.system.role` must be one of `system`, `developer`, `user`.',
    ],
    [
      withSystem('{content: a, role: User}'),
      '3:40-3:44 schema: `templates.system.role` must be one of `system`, `developer`, `user`. => user',
    ],
    [
      withSystem('{content: a, adapter_version: 1.0}'),
      '3:51-3:54 schema: `templates.system.adapter_version` must be text. Put it in quotes. => "1.0"',
    ],
    [
      withSystem('{content: "{{tsk}}", constraints: {MAX_PARAGRAPHS: 0}}'),
      '3:32-3:39 warning unknown-placeholder: `{{tsk}}` is not a placeholder. Did you mean `{{task}}`? => {{task}}',
      '3:72-3:73 schema: `templates.system.constraints.MAX_PARAGRAPHS` must be from 1 to 100.',
    ],
    [withSystem('{}'), '3:13-3:19 schema: `templates.system` needs the key `content`.'],
  ]);
});

describe('tags', () => {
  itTells('a.prompt-bundle.yaml', [
    [
      `${BUNDLE}tags: [a, " a ", "", "  ", b, ${'x'.repeat(65)}, ${'😀'.repeat(64)}]\n`,
      '4:11-4:16 warning dropped-tag: The tag `a` is here already, so this one is ignored. Remove it.',
      '4:18-4:20 warning dropped-tag: An empty tag is ignored. Remove it.',
      '4:22-4:26 warning dropped-tag: An empty tag is ignored. Remove it.',
      '4:31-4:96 warning dropped-tag: A tag over 64 characters is ignored. Shorten it.',
    ],
    [`${BUNDLE}tags: [1]\n`, '4:8-4:9 schema: `tags.0` must be text. Put it in quotes. => "1"'],
    [`${BUNDLE}tags: a\n`, '4:7-4:8 schema: `tags` must be a list.'],
    [`${BUNDLE}tags:\n`, '4:5-4:6 schema: `tags` must be a list.'],
  ]);
});

describe('the description', () => {
  itTells('a.prompt-bundle.yaml', [
    [`${BUNDLE}description: 5\n`, '4:14-4:15 schema: `description` must be text. Put it in quotes. => "5"'],
  ]);
});
