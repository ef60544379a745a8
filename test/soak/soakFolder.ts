import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';

/** What is copied into the folder, from the extension's own. No folder is in another: VS Code's watcher on Linux does not see into those. */
const SOURCES: Readonly<Record<string, string>> = {
  bundles: 'media/sample/bundles',
  templates: 'media/sample/templates',
  inputs: 'media/sample/inputs',
  library: 'test/fixtures/multi-root/library',
  service: 'test/fixtures/multi-root/service',
};
const MORE = 'more';

const IDENTITY = ['-c', 'user.name=soak', '-c', 'user.email=soak@example.org', '-c', 'commit.gpgsign=false'];

/** The git repository that the workspace is, and what is done with it from outside of VS Code. */
export class SoakFolder {
  /** What it began with. */
  #base = '';
  #commits: string[] = [];
  #names = 0;

  constructor(
    readonly root: string,
    private readonly extensionPath: string,
  ) {}

  /** Makes the folders, which VS Code begins to watch. */
  makeFolders(): readonly string[] {
    const names = [...Object.keys(SOURCES), MORE];
    for (const name of names) mkdirSync(this.at(name));
    return names;
  }

  /** Writes the first files, all at once. */
  begin(): void {
    for (const [name, source] of Object.entries(SOURCES))
      cpSync(path.join(this.extensionPath, source), path.join(this.root, name), { recursive: true });
    for (const [name, text] of Object.entries(MORE_FILES)) this.write(name, text);
    this.git('init', '-q', '-b', 'main');
    this.commit();
    this.#base = this.#commits[0] ?? '';
  }

  /** Prompt files, by their paths. */
  promptFiles(): string[] {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .filter((name) => fileTypeOf(name) !== undefined && !name.startsWith('.'))
      .sort();
  }

  folders(): string[] {
    return readdirSync(this.root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  }

  /** A name for a folder that none had before: the files of one that moves keep the time of their last change. */
  newName(): string {
    return `folder-${this.#names++}`;
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  /** Another state of the folder, to check out later. */
  commit(): void {
    this.git('add', '-A', '-f', '.');
    this.git('commit', '-q', '--allow-empty', '-m', 'soak');
    this.#commits.push(this.git('rev-parse', 'HEAD').trim());
  }

  /** The states that were kept. */
  get commits(): readonly string[] {
    return this.#commits;
  }

  /** As it was at first. */
  reset(): void {
    this.git('checkout', '-q', '--force', this.#base);
    this.git('clean', '-q', '-fdx');
    this.#commits = [this.#base];
  }

  git(...args: readonly string[]): string {
    // A command of VS Code's own git may hold the index for a moment.
    for (let attempts = 50; ; attempts--) {
      try {
        return execFileSync('git', [...IDENTITY, ...args], {
          cwd: this.root,
          encoding: 'utf8',
          stdio: 'pipe',
        });
      } catch (error) {
        if (attempts === 0 || !String(error).includes('index.lock')) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      }
    }
  }

  remove(name: string): void {
    rmSync(this.at(name), { recursive: true, force: true });
  }
}

/** Files of every syntax with findings of many kinds, bundles that fail and pass, and inputs that expect something. */
const MORE_FILES: Readonly<Record<string, string>> = {
  'more/strict.prompt-template.md': `---
template_id: strict
semver: 1.0.0
role: system
constraints:
  FORBIDDEN_TOKENS: [never, "by the way"]
  MAX_SENTENCE_LENGTH: 8
  NO_EMOJI: true
---

# About {{task}}

Never say that the order of things is by the way of no importance at all.
Smile. \u{1f642}
`,
  'more/words.prompt-template.yaml': `template_id: words
semver: 1.0.0
role: assistant
content: |-
  Traits: {{semantic_traits}} and {{tsk}}.
  [[task]] is at {{activity_level}}.
constraints: {MAX_PARAGRAPHS: 1, ASSERTIVENESS_LEVEL: 0.9}
`,
  'more/plain.prompt-template.json': `{
  "template_id": "plain",
  "semver": "1.0.0",
  "role": "user",
  "content": "Say {{task}} at {{stress}}."
}
`,
  'more/all.prompt-bundle.yaml': `bundle_id: all
semver: 1.0.0
tags: [large, small]
templates:
  system: strict@1.0.0
  personality: words@1.0.0
  activity: plain@1.0.0
  task:
    content: "{{task}}"
    constraints: {FORBIDDEN_TOKENS: [calm]}
`,
  'more/all.prompt-bundle.json': `{
  "bundle_id": "all",
  "semver": "1.1.0",
  "templates": {
    "system": "strict@1.0.0",
    "personality": "words@2.0.0",
    "activity": "plain@1.0.0",
    "task": { "content": "{{task}}" }
  }
}
`,
  'more/one.prompt-input.yaml': `semantic_traits: {tone: calm}
activity_level: 0.5
stress: 0.25
model_type: large
task: Stay calm, never mind the {{stress}}.
expect:
  all@1.0.0: "0000000000000000"
`,
  'more/two.prompt-input.json': '{ "semantic_traits": { "tone": "sharp" }, "stress": 0.75, "task": "Go." }\n',
};
