import { workspace, type Uri } from 'vscode';
import {
  at,
  becomes,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  same,
  tidyUp,
  unmark,
  write,
} from './support.js';

// Each problem comes while its cause is typed and goes when it is fixed, with nothing saved in between. In the faulty
// texts « and » mark where the problems stand.

interface Case {
  readonly file: File;
  /** Marked, one pair of marks for each problem. */
  readonly bad: string;
  /** `severity code message`, in order of place. */
  readonly expected: readonly string[];
}

const MD = `---
template_id: from-markdown
semver: 1.0.0
role: system
---

Hello, {{task}}.
`;
const YAML = `template_id: from-yaml
semver: 1.0.0
role: system
content: |-
  Hello, {{task}}.
  Be kind.
`;
const JSON_TEMPLATE = `{
  "template_id": "from-json",
  "semver": "1.0.0",
  "role": "system",
  "content": "Hello, {{task}}."
}
`;
const BUNDLE = `bundle_id: bundle-yaml
semver: 1.0.0
tags: [support-large]
templates:
  system: support-system@1.0.0
  personality: support-persona@1.2.0
  activity: support-activity@1.0.0
  task:
    content: "{{task}}"
`;
const JSON_BUNDLE = `{
  "bundle_id": "bundle-json",
  "semver": "1.0.0",
  "templates": {
    "system": "support-system@1.0.0",
    "personality": "support-persona@1.2.0",
    "activity": "support-activity@1.0.0",
    "task": { "content": "{{task}}" }
  }
}
`;
const INPUT = `semantic_traits:
  tone: calm
activity_level: 0.5
stress: 0.25
model_type: support-large
task: Say hello.
`;
const JSON_INPUT = `{ "semantic_traits": { "tone": "calm" }, "stress": 0.25, "task": "Say hello." }\n`;

const VECTOR = Array.from({ length: 32 }, (_, i) => (i / 32).toFixed(3)).join(', ');

const GOOD = {
  'a.prompt-template.md': MD,
  'a.prompt-template.yaml': YAML,
  'a.prompt-template.json': JSON_TEMPLATE,
  'a.prompt-bundle.yaml': BUNDLE,
  'a.prompt-bundle.json': JSON_BUNDLE,
  'a.prompt-input.yaml': INPUT,
  'a.prompt-input.json': JSON_INPUT,
} as const;
type File = keyof typeof GOOD;

/** One fault: the good text with a part of it replaced. */
const fault = (file: File, part: string, faulty: string, ...expected: string[]): Case => {
  if (!GOOD[file].includes(part)) throw new Error(`${file} has no ${part}`);
  return { file, bad: GOOD[file].replace(part, () => faulty), expected };
};

const CASES: Readonly<Record<string, readonly Case[]>> = {
  syntax: [
    fault(
      'a.prompt-template.md',
      '---\n\nHello',
      '\nHello',
      'error syntax The front matter is not closed. End it with a line `---`.',
    ),
    fault(
      'a.prompt-template.md',
      'role: system',
      'role: system\n«role»: user',
      'error syntax The key `role` is here twice. Remove one of them.',
    ),
    fault(
      'a.prompt-template.yaml',
      'role: system',
      'role: system\n«role»: user',
      'error syntax The key `role` is here twice. Remove one of them.',
    ),
    fault(
      'a.prompt-template.json',
      '"1.0.0",\n  "role"',
      '"1.0.0«"»\n  "role"',
      'error syntax A comma is missing after this. Add one.',
    ),
    fault(
      'a.prompt-bundle.yaml',
      'semver: 1.0.0',
      'semver: 1.0.0\n«1»: one',
      'error syntax A key must be text. Put `1` in quotes.',
    ),
    fault(
      'a.prompt-bundle.json',
      '"semver"',
      '«// draft»\n  "semver"',
      'error syntax JSON has no comments. Remove it.',
    ),
    fault(
      'a.prompt-input.yaml',
      'tone: calm',
      'tone: «!!int» "1"',
      'error syntax Tags other than `!!str` are not used here. Remove the tag.',
    ),
    fault(
      'a.prompt-input.json',
      '0.25',
      '«1e400»',
      'error syntax This number is too large for a float. Use a smaller one, or a string.',
    ),
  ],
  schema: [
    fault(
      'a.prompt-template.md',
      'role: system',
      '«content»: twice\nrole: system',
      'error schema In a Markdown template the text below the front matter is the content. Remove this key.',
    ),
    fault(
      'a.prompt-template.md',
      'template_id: from-markdown\nsemver: 1.0.0\nrole: system',
      '«template_id»: from-markdown\nsemver: 1.0.0',
      'error schema Add the key `role`.',
    ),
    fault(
      'a.prompt-template.yaml',
      'system',
      '«sistem»',
      'error schema `role` must be one of `system`, `developer`, `user`.',
    ),
    fault(
      'a.prompt-template.json',
      '"Hello, {{task}}."',
      '«""»',
      'error schema `content` must not be empty.',
    ),
    fault(
      'a.prompt-bundle.yaml',
      'templates:\n  system: support-system@1.0.0',
      '«templates»:',
      'error schema `templates` needs the key `system`.',
    ),
    fault(
      'a.prompt-bundle.yaml',
      'support-system@1.0.0',
      '«support-system»',
      'error schema `support-system` is not a reference. Write `template_id@semver`, such as `persona@1.0.0`.',
    ),
    fault(
      'a.prompt-bundle.json',
      '"task": {',
      '«"task"»: { "role": "user" },\n    «"tsk"»: {',
      'error schema `templates.task` needs the key `content`.',
      'error unknown-key Unknown key `tsk`. Remove it, or check its spelling.',
    ),
    fault('a.prompt-input.yaml', '0.25', '«1.25»', 'error schema `stress` must be from 0 to 1.'),
    fault(
      'a.prompt-input.json',
      '"Say hello."',
      '«7»',
      'error schema `task` must be text. Put it in quotes.',
    ),
  ],
  'invalid-semver': [
    fault(
      'a.prompt-template.md',
      '1.0.0',
      '«v1.0.0»',
      'error invalid-semver `v1.0.0` is not an exact version. Write one such as `1.4.0`.',
    ),
    fault(
      'a.prompt-template.yaml',
      '1.0.0',
      '«1.0.0-01»',
      'error invalid-semver `1.0.0-01` is not an exact version. Write one such as `1.4.0`.',
    ),
    fault(
      'a.prompt-template.json',
      '"1.0.0"',
      '«"1.0"»',
      'error invalid-semver `1.0` is not an exact version. Write one such as `1.4.0`.',
    ),
    fault(
      'a.prompt-bundle.json',
      '"1.0.0"',
      `«"1.0.0-${'a'.repeat(60)}"»`,
      'error invalid-semver `semver` may have 64 characters at most.',
    ),
  ],
  'unknown-key': [
    fault(
      'a.prompt-template.md',
      'role: system',
      'role: system\n«constraint»: {}',
      'error unknown-key Unknown key `constraint`. Did you mean `constraints`?',
    ),
    fault(
      'a.prompt-template.yaml',
      'role: system',
      'role: system\n«owner»: me',
      'error unknown-key Unknown key `owner`. Remove it, or check its spelling.',
    ),
    fault(
      'a.prompt-template.json',
      '"role": "system",',
      '"role": "system",\n  «"Adapter_Version"»: "1",',
      'error unknown-key Unknown key `Adapter_Version`. Did you mean `adapter_version`?',
    ),
    fault(
      'a.prompt-bundle.yaml',
      '    content: "{{task}}"',
      '    «semver»: 1.0.0\n    content: "{{task}}"',
      'error unknown-key Unknown key `semver`. Remove it, or check its spelling.',
    ),
    fault(
      'a.prompt-input.yaml',
      'stress: 0.25',
      'stress: 0.25\n«stres»: 0.5',
      'error unknown-key Unknown key `stres`. Remove it, or check its spelling.',
    ),
  ],
  'unknown-placeholder': [
    fault(
      'a.prompt-template.md',
      '{{task}}',
      '🙂 «{{ task }}», «{{name}}»',
      'warning unknown-placeholder `{{ task }}` is not a placeholder. Did you mean `{{task}}`?',
      'warning unknown-placeholder `{{name}}` is not a placeholder. It is sent as it is. Use one of the four, or reword it.',
    ),
    fault(
      'a.prompt-template.yaml',
      'Be kind',
      'Be «{{Stress}}»',
      'warning unknown-placeholder `{{Stress}}` is not a placeholder. Did you mean `{{stress}}`?',
    ),
    fault(
      'a.prompt-template.json',
      '"Hello, {{task}}."',
      '"A\\n\\"\\u0042\\": «{{activity-level}}»"',
      'warning unknown-placeholder `{{activity-level}}` is not a placeholder. Did you mean `{{activity_level}}`?',
    ),
    fault(
      'a.prompt-bundle.yaml',
      '"{{task}}"',
      '"\\t«{{tasks}}»"',
      'warning unknown-placeholder `{{tasks}}` is not a placeholder. Did you mean `{{task}}`?',
    ),
  ],
  'unresolved-template': [
    fault(
      'a.prompt-bundle.yaml',
      'support-persona@1.2.0',
      '«support-persona@1.2.1»',
      'error unresolved-template None of these files defines the template `support-persona@1.2.1`. Did you mean `support-persona@1.3.0`?',
    ),
    fault(
      'a.prompt-bundle.json',
      '"support-system@1.0.0"',
      '«"rules@1.0.0"»',
      'error unresolved-template None of these files defines the template `rules@1.0.0`. Add a file that defines it, or name another.',
    ),
  ],
  'unsupported-model': [
    fault(
      'a.prompt-input.yaml',
      'support-large',
      '«support-lage»',
      'error unsupported-model None of these bundles serves the model `support-lage`. Did you mean `support-large`?',
    ),
    fault(
      'a.prompt-input.json',
      '"task"',
      '"model_type": «"Other"», "task"',
      'error unsupported-model None of these bundles serves the model `Other`. Add it to the tags of a bundle, or name another model.',
    ),
  ],
  'raw-personality-vector': [
    fault(
      'a.prompt-input.yaml',
      'tone: calm',
      `tone: calm\n  deep: { «vector_32»: [] }`,
      'error raw-personality-vector `vector_32` is a raw personality vector, which is never sent. Describe the traits instead.',
    ),
    fault(
      'a.prompt-input.json',
      '"calm"',
      `«[${VECTOR}]»`,
      'warning raw-personality-vector A list of 32 numbers looks like a raw personality vector, which is never sent. Describe the traits instead.',
    ),
  ],
  'placeholder-in-input': [
    fault(
      'a.prompt-input.yaml',
      'Say hello.',
      'Say {{task}} and «{{stress}}».',
      'warning placeholder-in-input The service replaces `{{stress}}` in the task with its value. Reword it if that is not meant.',
    ),
    fault(
      'a.prompt-input.json',
      'Say hello.',
      '\\n«{{semantic_traits}}»',
      'warning placeholder-in-input The service replaces `{{semantic_traits}}` in the task with its value. Reword it if that is not meant.',
    ),
  ],
  'input-too-long': [
    fault(
      'a.prompt-input.yaml',
      'Say hello.',
      `«${'𝒳'.repeat(4097)}»`,
      'error input-too-long `task` may have 4,096 characters at most.',
    ),
    fault(
      'a.prompt-input.json',
      '"Say hello."',
      `«"${'a'.repeat(4097)}"»`,
      'error input-too-long `task` may have 4,096 characters at most.',
    ),
  ],
  'dropped-tag': [
    fault(
      'a.prompt-bundle.yaml',
      '[support-large]',
      `[support-large, «" "», « support-large», «${'m'.repeat(65)}»]`.replace('« s', ' «s'),
      'warning dropped-tag An empty tag is ignored. Remove it.',
      'warning dropped-tag The tag `support-large` is here already, so this one is ignored. Remove it.',
      'warning dropped-tag A tag over 64 characters is ignored. Shorten it.',
    ),
    fault(
      'a.prompt-bundle.json',
      '"templates"',
      '"tags": ["m", «"m "»],\n  "templates"',
      'warning dropped-tag The tag `m` is here already, so this one is ignored. Remove it.',
    ),
  ],
};

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

/** The problems expected of a faulty text, each with its place. */
function placed({ bad, expected }: Case): { text: string; wanted: string[] } {
  const { text, ranges } = unmark(bad);
  // A front matter that is not closed is told at its first line.
  const places = ranges.length > 0 ? ranges : ['0:0-0:3'];
  const wanted = expected.map((line, i) => {
    const [severity = '', code = ''] = line.split(' ');
    return `${severity} ${code} ${places[i] ?? '?'} ${line.slice(severity.length + code.length + 2)}`;
  });
  return { text, wanted };
}

describe('problems come and go while the text is edited', () => {
  const own = at('own');
  const uri = (file: File): Uri => at(file, own);
  const edit = async (file: File, text: string): Promise<void> => retype(await open(uri(file)), text);

  before(async () => {
    for (const [file, text] of Object.entries(GOOD)) await write(at(file, own), text);
  });
  afterEach(async () => {
    await tidyUp();
    for (const file of Object.keys(GOOD)) await problemsBecome(at(file, own), []);
  });
  after(() => tidyUp(own));

  for (const [code, cases] of Object.entries(CASES)) {
    for (const [i, fault] of cases.entries()) {
      const { file } = fault;
      const again = cases.slice(0, i).some((other) => other.file === file) ? ', again' : '';
      it(`${code} in ${file.slice(2)}${again}`, async () => {
        const document = await open(uri(file));
        const { text, wanted } = placed(fault);
        await retype(document, text);
        await problemsBecome(uri(file), wanted);
        await retype(document, GOOD[file]);
        await problemsBecome(uri(file), []);
        await retype(document, text);
        await problemsBecome(uri(file), wanted);
        same('Unsaved', document.isDirty, true);
        same('The stored text', await read(uri(file)), GOOD[file]);
      });
    }
  }

  it('counts characters, not code units, in a task', async () => {
    await edit('a.prompt-input.yaml', INPUT.replace('Say hello.', '𝒳'.repeat(4097)));
    await becomes('The number of problems', () => problems(uri('a.prompt-input.yaml')).length, 1);
    await edit('a.prompt-input.yaml', INPUT.replace('Say hello.', '𝒳'.repeat(4096)));
    await problemsBecome(uri('a.prompt-input.yaml'), []);
  });

  it('marks the version alone in a reference that names no exact one', async () => {
    const [range = ''] = unmark(BUNDLE.replace('support-persona@1.2.0', "'support-persona@«^1.2.0»'")).ranges;
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-persona@1.2.0', "'support-persona@^1.2.0'"));
    await becomes(
      'The problem of the version',
      () => problems(uri('a.prompt-bundle.yaml')).filter((problem) => problem.includes('invalid-semver')),
      [
        `error invalid-semver ${range} \`^1.2.0\` is not an exact version. A reference names one, such as \`1.4.0\`; a label or a range could change the prompt. Did you mean \`1.3.0\`?`,
      ],
    );
  });

  it('counts as the editor does where lines end with CRLF and a byte order mark stands first', async () => {
    const file = await write(
      at('crlf.prompt-template.yaml', own),
      `\uFEFF${crlf(YAML.replace('from-yaml', 'crlf'))}`,
    );
    const document = await open(file);
    const { text, ranges } = unmark(
      YAML.replace('from-yaml', 'crlf').replace('system', '«x»').replace('Be kind', 'Be «{{kind}}»'),
    );
    await retype(document, crlf(text));
    await problemsBecome(file, [
      `error schema ${ranges[0] ?? ''} \`role\` must be one of \`system\`, \`developer\`, \`user\`.`,
      `warning unknown-placeholder ${ranges[1] ?? ''} \`{{kind}}\` is not a placeholder. It is sent as it is. Use one of the four, or reword it.`,
    ]);
  });

  it('tells a version that two files define in both, each naming the other', async () => {
    const message =
      'Template `from-yaml@1.0.0` is defined in another file too. Keep one, or give this one another version.';
    await edit('a.prompt-template.md', MD.replace('from-markdown', 'from-yaml'));
    await problemsBecome(uri('a.prompt-template.yaml'), [
      `error duplicate-version 1:8-1:13 ${message} (Defined here too. a.prompt-template.md 2:8-2:13)`,
    ]);
    await problemsBecome(uri('a.prompt-template.md'), [
      `error duplicate-version 2:8-2:13 ${message} (Defined here too. a.prompt-template.yaml 1:8-1:13)`,
    ]);
    await edit('a.prompt-template.md', MD.replace('from-markdown', 'from-yaml').replace('1.0.0', '1.0.0+b'));
    await problemsBecome(uri('a.prompt-template.yaml'), []);
    await problemsBecome(uri('a.prompt-template.md'), []);
  });

  it('tells a bundle version that two files define', async () => {
    const message =
      'Bundle `bundle-yaml@1.0.0` is defined in another file too. Keep one, or give this one another version.';
    await edit('a.prompt-bundle.json', JSON_BUNDLE.replace('bundle-json', 'bundle-yaml'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), [
      `error duplicate-version 1:8-1:13 ${message} (Defined here too. a.prompt-bundle.json 2:12-2:19)`,
    ]);
    await problemsBecome(uri('a.prompt-bundle.json'), [
      `error duplicate-version 2:12-2:19 ${message} (Defined here too. a.prompt-bundle.yaml 1:8-1:13)`,
    ]);
  });

  it('tells a reference that two files answer at the reference, naming both', async () => {
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-system@1.0.0', 'from-yaml@1.0.0'));
    await edit('a.prompt-template.md', MD.replace('from-markdown', 'from-yaml'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), [
      'error unresolved-template 4:10-4:25 2 files define the template `from-yaml@1.0.0`, so none is used. Keep one of them. (Defined here. a.prompt-template.md 2:8-2:13) (Defined here. a.prompt-template.yaml 1:8-1:13)',
    ]);
  });

  it('follows in a bundle what is typed in the template it refers to', async () => {
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-system@1.0.0', 'from-markdown@1.0.0'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), []);
    await edit('a.prompt-template.md', MD.replace('1.0.0', '2.0.0'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), [
      'error unresolved-template 4:10-4:29 None of these files defines the template `from-markdown@1.0.0`. Did you mean `from-markdown@2.0.0`?',
    ]);
    await edit('a.prompt-template.md', MD.replace('from-markdown', 'farewell'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), [
      'error unresolved-template 4:10-4:29 None of these files defines the template `from-markdown@1.0.0`. Add a file that defines it, or name another.',
    ]);
    await edit('a.prompt-template.md', MD);
    await problemsBecome(uri('a.prompt-bundle.yaml'), []);
  });

  it('follows in an input what is typed in the tags of a bundle', async () => {
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-large', 'own-model'));
    await edit('a.prompt-input.yaml', INPUT.replace('support-large', 'own-model'));
    await problemsBecome(uri('a.prompt-input.yaml'), []);
    await edit('a.prompt-bundle.yaml', BUNDLE);
    await problemsBecome(uri('a.prompt-input.yaml'), [
      'error unsupported-model 4:12-4:21 None of these bundles serves the model `own-model`. Add it to the tags of a bundle, or name another model.',
    ]);
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-large', 'own-model'));
    await problemsBecome(uri('a.prompt-input.yaml'), []);
  });

  it('says of a template or bundle that cannot be read for now where it is, never that it is missing', async () => {
    await edit(
      'a.prompt-bundle.yaml',
      BUNDLE.replace('support-system', 'from-markdown').replace('support-large', 'own-model'),
    );
    await edit('a.prompt-input.yaml', INPUT.replace('support-large', 'own-model'));
    await edit('a.prompt-template.md', MD.replace('role: system', 'role: !x system'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), []);
    await edit('a.prompt-template.md', MD.replace('semver:', 'semver: !x'));
    await problemsBecome(uri('a.prompt-bundle.yaml'), [
      'error unresolved-template 4:10-4:29 The template `from-markdown@1.0.0` is in `own/a.prompt-template.md`, which cannot be read (line 3). Fix that file first. (This cannot be read. a.prompt-template.md 2:8-2:10)',
    ]);
    await edit('a.prompt-bundle.yaml', BUNDLE.replace('support-large', 'own-model').replace('[', '[['));
    await becomes('Problems of the bundle', () => problems(uri('a.prompt-bundle.yaml')).length > 0, true);
    await problemsBecome(uri('a.prompt-input.yaml'), []);
  });

  it('says nothing about files of others', async () => {
    const others = [
      await write(at('README.md', own), 'Hello {{nobody}}.\n'),
      await write(at('settings.yaml', own), 'a: 1\na: 2\n'),
      await write(at('node_modules/x/a.prompt-template.md', own), 'no front matter'),
      await write(at('.prompt-bundles/drafts/a.prompt-bundle.json', own), '{'),
    ];
    for (const other of others) await open(other);
    await edit('a.prompt-template.md', 'no front matter\n');
    await problemsBecome(uri('a.prompt-template.md'), [
      'error syntax 0:0-0:15 A Markdown template starts with front matter. Begin with a line `---`.',
    ]);
    for (const other of others) same(`Problems of ${other.path}`, problems(other), []);
  });
});

describe('problems of the sample', () => {
  it('are the one that its readme speaks of', async () => {
    const files = await workspace.findFiles('{bundles,inputs,templates}/*');
    same('Files of the sample', files.length, 10);
    for (const file of files) {
      const isTheOne = file.path.endsWith('support-persona-1.3.0.prompt-template.md');
      await becomes(
        `The codes in ${file.path}`,
        () => problems(file).map((problem) => problem.split(' ')[1]),
        isTheOne ? ['forbidden-token'] : [],
      );
    }
  });
});
