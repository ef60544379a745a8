// package.json against the files and the code it speaks of.
import { CONFIGURATION_FILE } from '../../src/language/configuration/configuration.js';
import { BASELINE_FILE } from '../../src/language/baseline/baseline.js';
import { LABELS_FILE } from '../../src/language/labels/labels.js';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FINDING_CODES } from '../../src/core/model/findings.js';
import { PROMPT_FILES_GLOB, fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { manifestIn } from '../harness/manifest.mjs';
import { projectFolder } from './projectFolder.js';

interface MenuItem {
  readonly command?: string;
  readonly alt?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Setting {
  readonly type: string | readonly string[];
  readonly scope?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Setting>>;
}
interface Contributes {
  readonly commands: readonly {
    readonly command: string;
    readonly title: string;
    readonly category?: string;
    readonly icon?: unknown;
  }[];
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly viewsContainers?: Readonly<
    Record<string, readonly { readonly id: string; readonly title: string }[]>
  >;
  readonly views?: Readonly<
    Record<string, readonly { readonly id: string; readonly name: string; readonly when?: string }[]>
  >;
  readonly viewsWelcome?: readonly {
    readonly view: string;
    readonly contents: string;
    readonly when?: string;
  }[];
  readonly keybindings?: readonly { readonly command: string; readonly when?: string }[];
  readonly configuration: { readonly title: string; readonly properties: Readonly<Record<string, Setting>> };
  readonly grammars?: readonly { readonly path: string; readonly scopeName: string }[];
  readonly jsonValidation?: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  readonly yamlValidation?: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  readonly languages?: readonly {
    readonly icon?: { readonly light: string; readonly dark: string };
    readonly configuration?: string;
  }[];
  readonly walkthroughs?: readonly {
    readonly steps: readonly {
      readonly media: Readonly<Record<string, unknown>>;
      readonly completionEvents?: readonly string[];
    }[];
  }[];
}
interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly main: string;
  readonly browser: string;
  readonly icon?: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly description?: string };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: Contributes;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

const read = (name: string): string => readFileSync(path.join(projectFolder, name), 'utf8');
const manifest = JSON.parse(manifestIn()) as Manifest;
const { contributes } = manifest;

/** All TypeScript below a folder, as one text. */
function codeBelow(folder: string): string {
  const names = readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(path.join(folder, name)))
    .join('\n');
}
const extensionCode = codeBelow('src/extension');

describe('package.json: files', () => {
  /** What the npm package has for other programs. The command line is in both: the editor starts its server of MCP. */
  const elsewhere = [
    ...Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    ),
  ];
  const named = [
    manifest.main,
    manifest.browser,
    ...(manifest.icon === undefined ? [] : [manifest.icon]),
    ...Object.values(manifest.bin),
    ...elsewhere,
    ...(contributes.grammars ?? []).map((grammar) => grammar.path),
    ...[...(contributes.jsonValidation ?? []), ...(contributes.yamlValidation ?? [])].map(({ url }) => url),
    ...(contributes.languages ?? []).flatMap(({ icon, configuration }) => [
      icon?.light,
      icon?.dark,
      configuration,
    ]),
    ...(contributes.walkthroughs ?? []).flatMap(({ steps }) =>
      steps.flatMap(({ media }) =>
        Object.entries(media).flatMap(([kind, file]) =>
          kind === 'altText'
            ? []
            : typeof file === 'string'
              ? [file]
              : Object.values(file as Record<string, string>),
        ),
      ),
    ),
  ].filter((file) => file !== undefined);

  /** What the build writes, by the file it is made of. */
  const built = (file: string): string | undefined => {
    const build = read('esbuild.mjs');
    const entry = /^\.\/dist\/(?:(\w+)\/)?(\w+)\.m?js$/.exec(file);
    if (entry) {
      const [, folder, name = ''] = entry;
      const product = new RegExp(
        `entryPoints: \\{ ${name}: '([^']+)' \\},\\s*outdir: 'dist${folder === undefined ? '' : `/${folder}`}'`,
      ).exec(build);
      return product?.[1];
    }
    const schema = /^\.\/dist\/schemas\/([\w.-]+)$/.exec(file);
    if (schema && build.includes("'dist/schemas'")) return `src/core/documents/schemas/${schema[1] ?? ''}`;
    const types = /^\.\/dist\/types\/(.+)\.d\.ts$/.exec(file);
    return types ? `src/${types[1] ?? ''}.ts` : undefined;
  };

  for (const file of new Set(named)) {
    it(`${file} is there, or the build makes it of something that is`, () => {
      const origin = file.startsWith('./dist/') ? built(file) : file;
      assert.ok(origin, `${file} is made by nothing`);
      assert.ok(existsSync(path.join(projectFolder, origin)), origin);
    });
  }

  it('ships every part of the extension that is read when it is first asked for', () => {
    const table = [...read('esbuild.mjs').matchAll(/(?:startedLater|lazyFeatures) = \{([^}]*)\}/g)].join();
    const parts = [...table.matchAll(/(\w+): 'src/g)].map(([, name = '']) => name);
    const ignored = read('.vscodeignore').split('\n');
    assert.deepEqual(
      parts.filter((name) => !ignored.includes(`!dist/${name}.js`)),
      [],
    );
    assert.ok(parts.length > 0);
  });

  it('what ships is on a list; nothing ships by default', () => {
    const lines = read('.vscodeignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    assert.equal(lines[0], '**');
    assert.ok(
      lines.slice(1).every((line) => /^![\w./*-]+$/.test(line)),
      'only exceptions follow',
    );
    assert.ok(!lines.some((line) => /^!\*\*?$|^!(?:src|test|node_modules)\b|\.map$/.test(line)));
  });

  it('what the editor loads is on that list, and nothing else that is built', () => {
    const shipped = read('.vscodeignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const patterns = shipped.map(
      (line) => new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`),
    );
    for (const file of named) {
      const name = path.posix.normalize(file);
      if (name === 'package.json') continue;
      assert.equal(
        patterns.some((pattern) => pattern.test(name)),
        !elsewhere.includes(file),
        name,
      );
    }
  });

  it('everything is bundled: no dependency is installed with it', () => {
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  it('versions of development tools are exact', () => {
    for (const [name, version] of Object.entries(manifest.devDependencies))
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
  });
});

describe('package.json: the editor', () => {
  it('asks for the version whose types the code is written against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });

  it('is activated for what is ours and for the languages our files have, never by starting alone', () => {
    for (const event of manifest.activationEvents)
      assert.match(
        event,
        /^(?:workspaceContains:.+|onWebviewPanel:.+|onFileSystem:prompt-bundles-registry|onLanguage:(?:yaml|json|markdown))$/,
        event,
      );
  });

  it('is woken by every name of our files', () => {
    const globs = manifest.activationEvents.flatMap(
      (event) => /^workspaceContains:(.*)$/.exec(event)?.[1] ?? [],
    );
    const alternatives = globs.flatMap(expand);
    for (const name of expand(PROMPT_FILES_GLOB)) assert.ok(alternatives.includes(name), name);
  });

  it('says what it does in untrusted and virtual workspaces', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.ok(untrustedWorkspaces.supported === true || untrustedWorkspaces.supported === 'limited');
    if (untrustedWorkspaces.supported === 'limited') assert.ok(untrustedWorkspaces.description);
    assert.ok(virtualWorkspaces === true || typeof virtualWorkspaces === 'object');
  });
});

describe('package.json: commands', () => {
  const declared = contributes.commands.map(({ command }) => command);

  it('are those of the code', () => {
    const inCode = [...extensionCode.matchAll(/\bid: '(promptBundles\.[^']+)',\s*run:/g)];
    assert.deepEqual([...declared].sort(), inCode.map(([, id = '']) => id).sort());
  });

  it('are the only ones the code runs of its own', () => {
    for (const [, id = ''] of extensionCode.matchAll(/executeCommand\(\s*'(promptBundles\.[^']+)'/g))
      assert.ok(declared.includes(id), id);
  });

  it('have a category, and a title that begins with a verb, or with New as that of VS Code, and ends without dots unless it asks for more', () => {
    const verbs =
      /^(?:Open|Copy|Choose|Create|Show|Render|Publish|Compare|Save|Replay|Check|Run|Go|Find|Insert|Extract|Select|Clear|Refresh|Lock|Unlock|Toggle|Export|Import|Add|Make|Explain|Suppress|Change|Replace|Filter|Verify|Reveal|Restore|New|Use|Write|Convert|Set|Forget|Stop|Update|Freeze|Remove)(?: with| to| from| in)? [A-Z]/;
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Prompt Bundles', command);
      assert.match(title, verbs);
      assert.doesNotMatch(title, /(?:\.|\s)$/);
    }
  });

  it('are each declared once', () => {
    assert.equal(new Set(declared).size, declared.length);
  });

  it('are declared where menus and keys name them', () => {
    const items = [...Object.values(contributes.menus).flat(), ...(contributes.keybindings ?? [])];
    const mentioned = items
      .flatMap((item) => [item.command, 'alt' in item ? item.alt : undefined])
      .filter((id) => id !== undefined);
    for (const id of mentioned) assert.ok(declared.includes(id), id);
  });

  it('are shown in menus of editors and files only for what they are about', () => {
    const aboutOurs = /promptBundles|\.prompt-|prompty/;
    for (const [menu, items] of Object.entries(contributes.menus)) {
      if (!/^(?:editor|explorer|view)\//.test(menu)) continue;
      for (const { when, command } of items) assert.match(when ?? '', aboutOurs, `${menu} ${command ?? ''}`);
    }
  });

  it('are shown for every name of our files and for no other', () => {
    const conditions = Object.values(contributes.menus)
      .flat()
      .flatMap(({ when }) => [...(when ?? '').matchAll(/resourceFilename =~ \/(.*?)\/(?: |$|\))/g)]);
    assert.ok(conditions.length > 0);
    for (const [, pattern = ''] of conditions) {
      const expression = new RegExp(pattern);
      for (const name of expand(PROMPT_FILES_GLOB)) {
        const file = name.replace('**/*', 'a');
        const kind = fileTypeOf(file)?.kind;
        // Some are about certain kinds alone, and then about all of them.
        assert.equal(
          expression.test(file),
          kind !== undefined && pattern.includes(kind),
          `${pattern} ${file}`,
        );
      }
      for (const other of [
        'a.yaml',
        'a.prompt-bundle.md',
        'a.prompt-input.md',
        'a.prompt-template.yaml.txt',
        'prompt-template.yaml',
      ]) {
        assert.equal(expression.test(other), false, `${pattern} ${other}`);
      }
    }
  });

  it('take no key from anybody: a key needs a condition of ours', () => {
    for (const { command, when } of contributes.keybindings ?? [])
      assert.match(when ?? '', /promptBundles|\.prompt-/, command);
  });

  it('wake nobody where a walkthrough waits for them', () => {
    const events = (contributes.walkthroughs ?? []).flatMap(({ steps }) =>
      steps.flatMap(({ completionEvents = [] }) => completionEvents),
    );
    for (const [, id = ''] of events.join('\n').matchAll(/^onCommand:(promptBundles\..+)$/gm))
      assert.ok(declared.includes(id), id);
  });
});

describe('package.json: views', () => {
  const views = Object.values(contributes.views ?? {}).flat();
  const containers = Object.values(contributes.viewsContainers ?? {}).flat();

  it('are those that the code fills, in containers that are declared', () => {
    const inCode = [...extensionCode.matchAll(/\b\w+_VIEW = '(promptBundles\.[^']+)'/g)].map(([, id]) => id);
    assert.deepEqual(
      views.map(({ id }) => id),
      inCode,
    );
    for (const container of Object.keys(contributes.views ?? {}))
      assert.ok(containers.some(({ id }) => id === container) || container === 'explorer', container);
  });

  it('are out of the way where there are no files of ours', () => {
    for (const { id, when } of views)
      assert.match(when ?? '', /^promptBundles\.isActive(?: && promptBundles\.hasRegistries)?$/, id);
    assert.ok(extensionCode.includes("'promptBundles.isActive'"));
  });

  it('say by commands of their own what to do while they are empty', () => {
    for (const { view, contents, when } of contributes.viewsWelcome ?? []) {
      assert.ok(
        views.some(({ id }) => id === view),
        view,
      );
      assert.match(when ?? '', /promptBundles\./, contents);
      for (const [, id = ''] of contents.matchAll(/\(command:(promptBundles\.[^)?]+)/g))
        assert.ok(
          contributes.commands.some(({ command }) => command === id),
          id,
        );
    }
  });

  it('have menus that name them', () => {
    for (const [menu, items] of Object.entries(contributes.menus).filter(([name]) =>
      name.startsWith('view/'),
    ))
      for (const { when = '', command } of items) {
        const [, id] = /^view == (\S+)/.exec(when) ?? [];
        assert.ok(
          views.some((view) => view.id === id),
          `${menu} ${command ?? ''}`,
        );
      }
  });
});

describe('package.json: settings', () => {
  const { properties } = contributes.configuration;

  it('that the code reads are declared, and the other way round', () => {
    const inCode = [...extensionCode.matchAll(/\bconfiguration\s*\.get(?:<[^>]*>)?\(\s*'([^']+)'/g)].map(
      ([, name = '']) => `promptBundles.${name}`,
    );
    assert.deepEqual([...new Set(inCode)].sort(), Object.keys(properties).sort());
  });

  it('have a type, a default that fits, a scope and a description', () => {
    for (const [name, setting] of Object.entries(properties)) {
      assert.ok(setting.type, name);
      assert.ok('default' in setting, name);
      assert.ok(
        [
          'resource',
          'window',
          'machine',
          'application',
          'machine-overridable',
          'language-overridable',
        ].includes(setting.scope ?? ''),
        name,
      );
      assert.match(setting.description ?? setting.markdownDescription ?? '', /^[A-Z].*\.$/s, name);
      if (setting.enum) assert.ok(setting.enum.includes(setting.default), name);
      if (setting.type === 'boolean' || setting.type === 'number' || setting.type === 'string')
        assert.equal(typeof setting.default, setting.type, name);
    }
  });

  it('offer a severity for every code of a finding', () => {
    const rules = properties['promptBundles.rules']?.properties ?? {};
    assert.deepEqual(Object.keys(rules).sort(), [...FINDING_CODES].sort());
  });
});

describe('package.json: what else speaks of our files', () => {
  it('the schemas are offered for their own files', () => {
    for (const { fileMatch, url } of [
      ...(contributes.jsonValidation ?? []),
      ...(contributes.yamlValidation ?? []),
    ]) {
      const kind = /prompt-(\w+)\.schema\.json$/.exec(url)?.[1];
      for (const pattern of fileMatch)
        assert.equal(fileTypeOf(pattern.replace('*', 'a'))?.kind, kind, pattern);
    }
    const schemas = [...(contributes.jsonValidation ?? []), ...(contributes.yamlValidation ?? [])].flatMap(
      ({ fileMatch }) => fileMatch,
    );
    const beside = [CONFIGURATION_FILE, LABELS_FILE, BASELINE_FILE].map((steps) => steps.join('/'));
    for (const file of beside) assert.ok(schemas.includes(file), file);
    const matched = schemas.filter((pattern) => !beside.includes(pattern));
    const written = expand(PROMPT_FILES_GLOB)
      .map((name) => name.replace('**/', ''))
      .filter((name) => !name.endsWith('.md'));
    assert.deepEqual([...matched].sort(), written.sort());
  });

  it('the glob finds exactly what a name tells to be ours', () => {
    for (const name of expand(PROMPT_FILES_GLOB))
      assert.ok(fileTypeOf(name.replace('**/*', 'folder/a')), name);
    assert.equal(expand(PROMPT_FILES_GLOB).length, 10);
  });

  it('scripts call files that exist', () => {
    const files = Object.values(manifest.scripts).flatMap((script) =>
      [...script.matchAll(/node ([\w./-]+\.mjs)/g)].map(([, file = '']) => file),
    );
    for (const file of files) assert.ok(existsSync(path.join(projectFolder, file)), file);
  });
});

/** The names that braces in a glob stand for. */
function expand(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const [all, choices = ''] = braces;
  return choices.split(',').flatMap((choice) => expand(glob.replace(all, choice)));
}
