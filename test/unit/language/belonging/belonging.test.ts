import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { ExcludeGlobs } from '../../../../src/language/belonging/excludeGlobs.js';
import { IgnoreRules, MAX_PATTERN_LENGTH } from '../../../../src/language/belonging/ignoreRules.js';
import { aloneText, leftOutText } from '../../../../src/language/belonging/leftOut.js';
import { isLinkedWorktree } from '../../../../src/language/belonging/linkedWorktree.js';
import { repeatedLinks } from '../../../../src/language/belonging/links.js';
import { temporaryFolder, writeFiles } from '../../temporaryFolder.js';
import { belongingIn, type MemoryOptions } from './belongingIn.js';

/** The files that belong, and the others with why they do not. */
function told(texts: Readonly<Record<string, string>>, options?: MemoryOptions): Record<string, string> {
  const { files, leftOut } = belongingIn(texts, options);
  const belonging = Object.keys(files).map((file) => [file, 'belongs'] as const);
  const others = [...leftOut].map(([file, reason]) => [file, leftOutText(reason)] as const);
  return Object.fromEntries([...belonging, ...others]);
}

describe('the rule of which files belong', () => {
  it('says why a file that is looked at all the same is alone', () => {
    assert.equal(
      aloneText({ kind: 'link', link: 'a/b' }),
      'This file is left out: the symbolic link `a/b` is not followed. It is checked on its own, and no other file uses it.',
    );
    assert.equal(
      leftOutText({ kind: 'link', link: 'a/b', target: 'c' }),
      'left out: by the symbolic link `a/b` it is `c` once more',
    );
  });

  it('leaves out what nobody keeps prompts of their own in', () => {
    assert.deepEqual(told({ 'a.x': '', 'node_modules/p/a.x': '', 'sub/.hg/a.x': '', 'git/a.x': '' }), {
      'a.x': 'belongs',
      'git/a.x': 'belongs',
      'node_modules/p/a.x': 'left out: nothing in a folder `node_modules` is read',
      'sub/.hg/a.x': 'left out: nothing in a folder `.hg` is read',
    });
  });

  it('reads lines of a .gitignore that are as long as any, and none that is longer', () => {
    const rules = (length: number) =>
      IgnoreRules.none
        .with('', `[a${'b'.repeat(length - '[a].x'.length)}].x`, '.gitignore')
        .match('a.x', false);
    assert.ok(rules(MAX_PATTERN_LENGTH));
    assert.equal(rules(MAX_PATTERN_LENGTH + 1), undefined);
  });

  it('holds no pattern against a path of more than 100 names', () => {
    const path = (names: number): string => `${'d/'.repeat(names - 1)}a.x`;
    const [globs, rules] = [
      new ExcludeGlobs([{ by: 'x', globs: ['**/*.x'] }]),
      IgnoreRules.none.with('', '*.x', '.gitignore'),
    ];
    assert.deepEqual(
      [100, 101].map((names) => [globs.match(path(names))?.kind, rules.match(path(names), false)?.kind]),
      [
        ['excluded', 'ignored'],
        [undefined, undefined],
      ],
    );
  });

  it('leaves out what globs of a setting match, with all that is in it, as VS Code does', () => {
    const files = {
      'a.x': '',
      'dist/a.x': '',
      'sub/dist/deep/a.x': '',
      'sub/.hidden/b.x': '',
      'distant/a.x': '',
    };
    const left = (...exclude: string[]): string[] =>
      [...belongingIn(files, { exclude }).leftOut.keys()].sort();
    assert.deepEqual(left('**/dist'), ['dist/a.x', 'sub/dist/deep/a.x']);
    assert.deepEqual(left('**/dist/**'), ['dist/a.x', 'sub/dist/deep/a.x']);
    assert.deepEqual(left('dist'), ['dist/a.x']);
    assert.deepEqual(left('dist/'), ['dist/a.x']);
    assert.deepEqual(left('/dist'), ['dist/a.x']);
    assert.deepEqual(left('./dist'), ['dist/a.x']);
    assert.deepEqual(left('*.x'), ['a.x']);
    assert.deepEqual(left('**/a.x'), ['a.x', 'dist/a.x', 'distant/a.x', 'sub/dist/deep/a.x']);
    assert.deepEqual(left('{dist,sub/.h*}'), ['dist/a.x', 'sub/.hidden/b.x']);
    assert.deepEqual(left('**'), Object.keys(files).sort());
    assert.deepEqual(left('', ' ', '!a.x', '+(dist)', 'DIST'), []);
    const choices = (count: number): string => `{dist${',x'.repeat(count - 1)}}`;
    assert.deepEqual([left(choices(200)), left(choices(201))], [['dist/a.x'], []]);
    // Of a length that nobody writes: one of the longest that count, and one that is longer.
    const either = (length: number): string => `{dist,${'x'.repeat(length - '{dist,}'.length)}}`;
    assert.deepEqual(left(either(MAX_PATTERN_LENGTH)), ['dist/a.x']);
    assert.deepEqual(left(either(MAX_PATTERN_LENGTH + 1)), []);
    assert.equal(
      told(files, { exclude: ['**/dist'] })['dist/a.x'],
      'left out by `promptBundles.exclude` (`**/dist`)',
    );
  });

  it('takes ignore files from the root of the repository down, the nearest last', () => {
    const files = {
      '.gitignore': 'dist/\n*.bak\n# a comment\n\n/top.x\n',
      '.git/HEAD': '',
      '.git/info/exclude': 'private\n',
      'a.x': '',
      'top.x': '',
      'sub/top.x': '',
      'b.bak': '',
      'dist/a.x': '',
      'private/a.x': '',
      'sub/.gitignore': '!keep.bak\nown.x\nin/here.x\n!dist/\n',
      'sub/keep.bak': '',
      'sub/lose.bak': '',
      'sub/deep/own.x': '',
      'sub/in/here.x': '',
      'sub/deep/in/here.x': '',
      'sub/dist/a.x': '',
      'sub/dist/a.bak': '',
    };
    assert.deepEqual(told(files), {
      'a.x': 'belongs',
      'sub/top.x': 'belongs',
      'sub/keep.bak': 'belongs',
      'sub/deep/in/here.x': 'belongs',
      'sub/dist/a.x': 'belongs',
      'top.x': 'left out by `.gitignore` (`/top.x`)',
      'b.bak': 'left out by `.gitignore` (`*.bak`)',
      'dist/a.x': 'left out by `.gitignore` (`dist/`)',
      'private/a.x': 'left out by `.git/info/exclude` (`private`)',
      'sub/lose.bak': 'left out by `.gitignore` (`*.bak`)',
      'sub/deep/own.x': 'left out by `sub/.gitignore` (`own.x`)',
      'sub/in/here.x': 'left out by `sub/.gitignore` (`in/here.x`)',
      'sub/dist/a.bak': 'left out by `.gitignore` (`*.bak`)',
    });
    assert.deepEqual([...belongingIn(files, { useGitignore: false }).leftOut.keys()], []);
  });

  it('takes those above the root along, but not where they leave out the root itself', () => {
    const files = {
      '.gitignore': '*.bak\n/packages/old/\n',
      '.git/HEAD': '',
      'packages/.gitignore': 'out\n',
      'packages/a/a.x': '',
      'packages/a/a.bak': '',
      'packages/a/out/a.x': '',
      'packages/old/a.x': '',
      'packages/old/a.bak': '',
      'packages/old/.gitignore': 'inner/*.y\n',
      'packages/old/inner/a.y': '',
    };
    assert.deepEqual(told(files, { root: 'packages/a' }), {
      'a.x': 'belongs',
      'a.bak': 'left out by `../../.gitignore` (`*.bak`)',
      'out/a.x': 'left out by `../.gitignore` (`out`)',
    });
    assert.deepEqual(told(files, { root: 'packages/old' }), {
      'a.x': 'belongs',
      'a.bak': 'belongs',
      'inner/a.y': 'left out by `.gitignore` (`inner/*.y`)',
    });
    assert.deepEqual(told(files, { root: 'packages/old/inner' }), { 'a.y': 'belongs' });
  });

  it('leaves out a linked worktree, and takes a submodule and another repository with ignore files of their own', () => {
    const files = {
      '.gitignore': '*.bak\n',
      '.git/HEAD': '',
      '.worktrees/feature/.git': 'gitdir: /home/me/project/.git/worktrees/feature\n',
      '.worktrees/feature/a.x': '',
      'shared/.git': 'gitdir: ../.git/modules/shared\n',
      'shared/.gitignore': 'own\n',
      'shared/a.x': '',
      'shared/a.bak': '',
      'shared/own/a.x': '',
      'clone/.git/HEAD': '',
      'clone/a.bak': '',
    };
    assert.deepEqual(told(files), {
      'shared/a.x': 'belongs',
      'shared/a.bak': 'belongs',
      'clone/a.bak': 'belongs',
      'shared/own/a.x': 'left out by `shared/.gitignore` (`own`)',
      '.worktrees/feature/a.x':
        'left out: `.worktrees/feature` is a linked git worktree, another state of the same files',
    });
  });

  it('knows a linked worktree by what its file says', () => {
    for (const linked of [
      'gitdir: /p/.git/worktrees/a\n',
      'gitdir: C:/p/.git/worktrees/a/\r\n',
      'gitdir: C:\\p\\.git\\worktrees\\a',
      'gitdir: ../p.git/worktrees/a b\n',
      'gitdir: /p/.git/modules/sub/worktrees/a\n',
    ])
      assert.equal(isLinkedWorktree(linked), true, linked);
    for (const other of [
      '',
      'gitdir: ',
      'worktrees/a',
      'gitdir: ../.git/modules/a\n',
      'gitdir: ../.git/modules/worktrees/a\n',
      'gitdir: /p/.git/worktrees/a/modules/b\n',
      'gitdir: worktrees\n',
    ])
      assert.equal(isLinkedWorktree(other), false, other);
  });

  it('makes a folder with published versions a root of its own', () => {
    const { homes } = belongingIn({
      'a.x': '',
      'packages/a/.prompt-bundles/published/x@1.0.0.json': '',
      'packages/a/deep/a.x': '',
      'packages/a/deep/er/.prompt-bundles/published/y@1.0.0.json': '',
      'packages/a/deep/er/a.x': '',
      'packages/b/.prompt-bundles/audit/x.jsonl': '',
      'packages/b/a.x': '',
    });
    assert.deepEqual(Object.fromEntries(homes), {
      'a.x': '',
      'packages/a/deep/a.x': 'packages/a',
      'packages/a/deep/er/a.x': 'packages/a/deep/er',
      'packages/b/a.x': '',
    });
  });

  it('makes a folder with a configuration a root of its own, in which that counts alone', () => {
    const { homes, leftOut } = belongingIn(
      {
        '.prompt-bundles/config.json': '{"exclude": ["**/drafts"]}',
        'a.x': '',
        'drafts/a.x': '',
        'old/a.x': '',
        'packages/a/.prompt-bundles/config.json': '{"exclude": ["old"]}',
        'packages/a/drafts/a.x': '',
        'packages/a/old/a.x': '',
        'packages/b/.prompt-bundles/published/x@1.0.0.json': '',
        'packages/b/drafts/a.x': '',
        'packages/c/.prompt-bundles/config.json': '{"rules": {}}',
        'packages/c/old/a.x': '',
      },
      { exclude: ['**/old'] },
    );
    assert.deepEqual(Object.fromEntries(homes), {
      'a.x': '',
      'old/a.x': '',
      'packages/a/drafts/a.x': 'packages/a',
    });
    const reasons = [...leftOut].map(([file, reason]) => [file, leftOutText(reason)] as const);
    assert.deepEqual(Object.fromEntries(reasons.filter(([file]) => file.endsWith('.x'))), {
      'drafts/a.x': 'left out by `.prompt-bundles/config.json` (`**/drafts`)',
      'packages/a/old/a.x': 'left out by `packages/a/.prompt-bundles/config.json` (`old`)',
      // Nothing but versions are published there: what is written down above counts.
      'packages/b/drafts/a.x': 'left out by `.prompt-bundles/config.json` (`**/drafts`)',
      // It does not say what is left out: the setting does.
      'packages/c/old/a.x': 'left out by `promptBundles.exclude` (`**/old`)',
    });
  });

  it('takes from a configuration whether ignore files count', () => {
    const files = {
      '.gitignore': 'dist\n',
      '.git/HEAD': '',
      'dist/a.x': '',
      'packages/a/.prompt-bundles/config.json': '{"useGitignore": false}',
      'packages/a/dist/a.x': '',
      'packages/b/.prompt-bundles/config.json': '{"useGitignore": true}',
      'packages/b/dist/a.x': '',
    };
    const left = (useGitignore: boolean): string[] =>
      [...belongingIn(files, { useGitignore }).leftOut.keys()].filter((file) => file.endsWith('.x'));
    assert.deepEqual(left(true), ['dist/a.x', 'packages/b/dist/a.x']);
    assert.deepEqual(left(false), ['packages/b/dist/a.x']);
  });

  it('takes a file once, however many links lead to it', () => {
    const links = [
      { link: 'z.x', target: 'outside' },
      { link: 'm.x', target: 'a.x' },
      { link: 'b.x', target: 'outside' },
      { link: 'c.x', target: 'elsewhere' },
    ];
    assert.deepEqual(
      [...repeatedLinks(links, (file) => file === 'a.x')],
      [
        ['m.x', 'a.x'],
        ['z.x', 'b.x'],
      ],
    );
  });

  it('is quick about patterns that were written to take for ever', () => {
    const long = 'a'.repeat(250);
    const deep = Array.from({ length: 300 }, () => 'a').join('/');
    const hostile = [
      `${'*a'.repeat(30)}b`,
      `${'**/a/'.repeat(20)}b`,
      `${'{a,aa}'.repeat(40)}b`,
      '+(a|aa)+b',
      '[[',
    ];
    const start = performance.now();
    const globs = new ExcludeGlobs([{ by: 'x', globs: hostile }]);
    const rules = IgnoreRules.none.with('', hostile.join('\n'), 'x').with('a/b', hostile.join('\n'), 'y');
    for (const path of [long, `a/b/${long}`, deep, `${deep}/${long}`]) {
      assert.equal(globs.match(path), undefined);
      assert.equal(rules.match(path, false), undefined);
    }
    // It takes some milliseconds; what tries every way would take years.
    assert.ok(performance.now() - start < 20_000);
  });
});

describe('ignore files, as git itself reads them', () => {
  const folder = temporaryFolder();
  const ignoreFiles = {
    '.gitignore':
      'dist\n!sub/dist\n*.bak\n\\#x\n\\!y\ntrail \nkept\\ \n**/any/*.x\na/**/z.x\n[bc].x\nUPPER.x\n',
    'sub/.gitignore': '/only.x\n!*.bak\nnested/*\n!nested/keep.x\n\\!q.x\n\\#r.x\n',
    'sub/we[i]rd/.gitignore': 'w.x\n',
  };
  const names = [
    'dist/a.x',
    'sub/dist/a.x',
    'a.bak',
    'sub/a.bak',
    '#x',
    '!y',
    'trail',
    'kept ',
    'any/a.x',
    'q/any/a.x',
    'any/q/a.x',
    'a/z.x',
    'a/b/c/z.x',
    'b.x',
    'd.x',
    'upper.x',
    'UPPER.x',
    'sub/only.x',
    'sub/deep/only.x',
    'sub/nested/a.x',
    'sub/nested/keep.x',
    'sub/nested/deep/keep.x',
    'sub/!q.x',
    'sub/#r.x',
    'sub/q.x',
    'sub/we[i]rd/w.x',
    'sub/weird/w.x',
  ];

  it('leave out the same', () => {
    const root = folder();
    writeFiles(root, { ...ignoreFiles, ...Object.fromEntries(names.map((name) => [name, ''])) });
    execFileSync('git', ['init', '-q'], { cwd: root });
    const files = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
    const byGit = files.split('\0').filter((name) => names.includes(name));
    const texts = { ...ignoreFiles, ...Object.fromEntries(names.map((name) => [name, ''])), '.git/HEAD': '' };
    assert.deepEqual(Object.keys(belongingIn(texts).files).sort(), byGit.sort());
    assert.ok(byGit.length > 8 && byGit.length < names.length - 8);
  });
});
