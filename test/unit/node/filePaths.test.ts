import assert from 'node:assert/strict';
import path from 'node:path';
import { filePathsOf } from '../../../src/node/filePaths.js';

describe('paths of files on Windows', () => {
  const { nameFrom, stepsInto } = filePathsOf(path.win32);
  const cases: Readonly<Record<string, [folder: string, place: string, name: string, steps?: string[]]>> = {
    'below a folder': [String.raw`C:\a`, String.raw`C:\a\b\c.md`, 'b/c.md', ['b', 'c.md']],
    'the folder itself': [String.raw`C:\a`, String.raw`C:\a`, '', []],
    'the root of a drive': ['C:\\', String.raw`C:\a.md`, 'a.md', ['a.md']],
    'written in another case': [String.raw`C:\Team`, String.raw`c:\team\a.md`, 'a.md', ['a.md']],
    'written with slashes': ['C:/a', 'C:/a/b.md', 'b.md', ['b.md']],
    'beside a folder': [String.raw`C:\a`, String.raw`C:\b\c.md`, '../b/c.md'],
    'beside one whose name it begins with': [String.raw`C:\a`, String.raw`C:\ab\c.md`, '../ab/c.md'],
    'in a folder whose name begins with dots': [
      String.raw`C:\a`,
      String.raw`C:\a\..b\c`,
      '..b/c',
      ['..b', 'c'],
    ],
    'on another drive': [String.raw`C:\a`, String.raw`D:\a\b.md`, 'D:/a/b.md'],
    'on a share': [
      String.raw`\\server\share\a`,
      String.raw`\\server\share\a\b\c.md`,
      'b/c.md',
      ['b', 'c.md'],
    ],
    'on another share': [String.raw`\\server\share\a`, String.raw`\\server\other\a`, '//server/other/a'],
    'as a long path': [String.raw`\\?\C:\a`, String.raw`\\?\C:\a\b.md`, 'b.md', ['b.md']],
    'as a long path below a short one': [String.raw`C:\a`, String.raw`\\?\C:\a\b.md`, 'b.md', ['b.md']],
    'as a long path on a share': [
      String.raw`\\server\share\a`,
      String.raw`\\?\UNC\server\share\a\b.md`,
      'b.md',
      ['b.md'],
    ],
  };
  for (const [what, [folder, place, name, steps]] of Object.entries(cases))
    it(`are named ${what}`, () => {
      assert.equal(nameFrom(folder, place), name);
      assert.deepEqual(stepsInto(folder, place), steps);
    });
});

describe('paths of files on other systems', () => {
  const { nameFrom, stepsInto } = filePathsOf(path.posix);
  const cases: Readonly<Record<string, [folder: string, place: string, name: string, steps?: string[]]>> = {
    'below a folder': ['/a', '/a/b/c.md', 'b/c.md', ['b', 'c.md']],
    'the root of all': ['/', '/a.md', 'a.md', ['a.md']],
    'with a backslash in the name': ['/a', String.raw`/a/b\c.md`, String.raw`b\c.md`, [String.raw`b\c.md`]],
    'in another case': ['/a', '/A/b', '../A/b'],
    'beside a folder': ['/a', '/ab/c', '../ab/c'],
    'above it': ['/a/b', '/a', '..'],
    'in a folder whose name begins with dots': ['/a', '/a/..b/c', '..b/c', ['..b', 'c']],
  };
  for (const [what, [folder, place, name, steps]] of Object.entries(cases))
    it(`are named ${what}`, () => {
      assert.equal(nameFrom(folder, place), name);
      assert.deepEqual(stepsInto(folder, place), steps);
    });
});
