import type { RulePage } from './rulePage.js';

/** Findings that a file cannot be read, or says something that nothing understands. */
export const fileRules: readonly RulePage[] = [
  {
    code: 'syntax',
    title: 'Syntax error',
    severities: ['error'],
    text:
      'The file cannot be read as YAML 1.2, JSON or Markdown with front matter. Besides what the languages refuse themselves, ' +
      'these are errors: a key that stands twice, a key that is not text (`1:`, `true:`, `~:`), tags other than `!!str`, a ' +
      'second document, comments in JSON, numbers that overflow, and text that is not UTF-8. All of them would be read ' +
      'differently by different programs, and a prompt must not depend on that. Each mistake is told once, where it was made: ' +
      'what only follows from it is not, such as a key that seems to be missing because it cannot be read. What many lines ' +
      'have in common, such as single quotes in JSON or tabs in YAML, is told at the first of them, with one fix for all.',
    bad: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\nrole: user\ncontent: Greet the customer.\n',
    },
    good: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n',
    },
  },
  {
    code: 'unreadable-file',
    title: 'File that is not read',
    severities: ['error'],
    text:
      'A file is there and cannot be read, so nothing in it is checked, and no prompt can be made of it. It is larger than the ' +
      'setting `promptBundles.maxFileSize` allows (5 MB, if nothing is set; `--max-file-size` on the command line), or reading it ' +
      'is not permitted, or it is no regular file but a FIFO or a link to nothing, or it vanished while files were read, or its ' +
      'name is not UTF-8. All other files are checked as ever. The command line tells the same of a folder that it cannot list, and ' +
      'so does the editor of the folder of published versions. So do both of `.prompt-bundles/config.json`, of which 1 MB is read, ' +
      'and of `.prompt-bundles/labels.json`, of which 5 MB are; in an editor, what they said last holds until they can be read.',
    bad: {
      'vast.prompt-template.md': `---\ntemplate_id: vast\nsemver: 1.0.0\nrole: system\n---\n\n${'You answer the post. '.repeat(240_000)}\n`,
    },
    good: {
      'short.prompt-template.md':
        '---\ntemplate_id: short\nsemver: 1.0.0\nrole: system\n---\n\nGreet the customer.\n',
    },
  },
  {
    code: 'left-out-file',
    title: 'File that is left out',
    severities: ['information'],
    text:
      'A file is open, or named on the command line, that does not belong to the files of its folder, so it is checked on its ' +
      'own and no other file uses it. A folder is searched without `node_modules`, `.git` and the like, without linked git ' +
      'worktrees below it, and without what is left out by `files.exclude` (in the editor), by `promptBundles.exclude` ' +
      '(`--exclude` on the command line), or by `.gitignore` and `.git/info/exclude` unless `promptBundles.useGitignore` is ' +
      'off (`--no-gitignore`). Links to folders are not followed, and a link to a file that is there already is not another ' +
      'file. The message says which of these it is. Nothing is told of such files until they are opened: copies that a build ' +
      'makes, for example, are no second definition of a version.',
    bad: {
      '.gitignore': 'dist/\n',
      'dist/greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n',
    },
    good: {
      '.gitignore': 'dist/\n',
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n',
    },
  },
  {
    code: 'merge-conflict',
    title: 'Merge conflict',
    severities: ['error'],
    text:
      'A merge left its markers: a line that begins with `<<<<<<<`, one with `=======`, and one with `>>>>>>>`, in this order. ' +
      'Nobody can say which side is meant, so nothing else is told of the file, and it is neither rendered nor published. ' +
      'Markers that belong to a text do not stand at the start of a line: indent them, or write the template in YAML. Edit ' +
      'blocks (`<<<<<<< SEARCH`) are text.',
    bad: {
      'greeting.prompt-template.md':
        '---\ntemplate_id: greeting\nsemver: 1.0.0\nrole: system\n---\n\n<<<<<<< HEAD\nGreet the customer.\n=======\n' +
        'Greet the customer by name.\n>>>>>>> by-name\n',
    },
    good: {
      'greeting.prompt-template.md':
        '---\ntemplate_id: greeting\nsemver: 1.0.0\nrole: system\n---\n\nGreet the customer by name.\n',
    },
  },
  {
    code: 'schema',
    title: 'Missing key or wrong value',
    severities: ['error'],
    text:
      'A required key is missing, or a value has another type or range than its key asks for. The message says which. A file ' +
      'with such an error is not rendered, since the service would refuse it.',
    bad: {
      'greeting.prompt-template.md':
        '---\ntemplate_id: greeting\nsemver: 1.0.0\nrole: narrator\n---\n\nGreet the customer.\n',
    },
    good: {
      'greeting.prompt-template.md':
        '---\ntemplate_id: greeting\nsemver: 1.0.0\nrole: developer\n---\n\nGreet the customer.\n',
    },
  },
  {
    code: 'invalid-semver',
    title: 'Version that is not exact',
    severities: ['error'],
    text:
      'A version is not strict [SemVer 2.0.0](https://semver.org), such as `1.4.0` or `2.0.0-rc.1`. There is no leading `v`, ' +
      'no part is left out, and it has 64 characters at most. A reference names one version too, never a range: with a ' +
      'range, the same bundle could give another prompt tomorrow.',
    bad: {
      'greeting.prompt-template.json': json({
        template_id: 'greeting',
        semver: 'v1.0',
        role: 'system',
        content: 'Greet the customer.',
      }),
    },
    good: {
      'greeting.prompt-template.json': json({
        template_id: 'greeting',
        semver: '1.0.0',
        role: 'system',
        content: 'Greet the customer.',
      }),
    },
  },
  {
    code: 'unknown-key',
    title: 'Unknown key',
    severities: ['error'],
    text:
      'Nothing reads this key. It is an error because a misspelt key would otherwise change a prompt without a word: limits ' +
      'that do not hold, a level that stays 0. A key that is close to a known one has a quick fix. `$schema`, and keys that ' +
      'begin with `x-` at the top of a file, are yours.',
    bad: { 'calm.prompt-input.yaml': 'activity_levle: 0.35\nstress: 0.1\ntask: When do you open?\n' },
    good: { 'calm.prompt-input.yaml': 'activity_level: 0.35\nstress: 0.1\ntask: When do you open?\n' },
  },
  {
    code: 'unused-suppression',
    title: 'Suppression of nothing',
    severities: ['warning'],
    text:
      'An entry of `suppress` suppresses no finding. Either what it was for is fixed, and the entry can go; or its `code` or ' +
      '`text` is misspelt, and it does not do what its reason says. An entry needs a `reason` that shows something.',
    bad: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n' +
        'suppress:\n  - code: emoji\n    reason: The customer asked for it.\n',
    },
    good: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer with 🙂.\n' +
        'constraints:\n  NO_EMOJI: true\n' +
        'suppress:\n  - code: emoji\n    reason: The customer asked for it.\n',
    },
  },
  {
    code: 'outdated-baseline',
    title: 'Baseline that counts what is gone',
    severities: ['error'],
    text:
      'The baseline in `.prompt-bundles/baseline.json` counts more findings of a code than a file has, or a file that is gone. A ' +
      'new finding would hide in what is left over. Run `prompt-bundles lint`, which takes it out by itself where it is no build ' +
      'server, or the command _Update Baseline_. The error stops no render.',
    bad: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n',
      '.prompt-bundles/baseline.json': json({
        version: 1,
        findings: { 'greeting.prompt-template.yaml': { emoji: 1 } },
      }),
    },
    good: {
      'greeting.prompt-template.yaml':
        'template_id: greeting\nsemver: 1.0.0\nrole: system\ncontent: Greet the customer.\n',
      '.prompt-bundles/baseline.json': json({ version: 1, findings: {} }),
    },
  },
];

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
