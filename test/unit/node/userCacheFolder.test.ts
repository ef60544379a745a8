// Where what a user's programs may keep is, by the manner of each platform.
import assert from 'node:assert/strict';
import { isBuildServer, userCacheFolder } from '../../../src/node/userCacheFolder.js';

describe('userCacheFolder', () => {
  for (const [platform, env, folder] of [
    ['linux', { HOME: '/home/me' }, '/home/me/.cache/prompt-bundles'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: '/big/cache' }, '/big/cache/prompt-bundles'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: 'cache' }, '/home/me/.cache/prompt-bundles'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: '' }, '/home/me/.cache/prompt-bundles'],
    ['linux', { HOME: 'home' }, undefined],
    ['linux', {}, undefined],
    ['darwin', { HOME: '/Users/me', XDG_CACHE_HOME: '/x' }, '/Users/me/Library/Caches/prompt-bundles'],
    ['darwin', {}, undefined],
    [
      'win32',
      { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
      'C:\\Users\\me\\AppData\\Local\\prompt-bundles',
    ],
    ['win32', { HOME: '/home/me' }, undefined],
  ] as const)
    it(`is ${folder ?? 'nowhere'} on ${platform} with ${JSON.stringify(env)}`, () => {
      assert.equal(userCacheFolder(env, platform), folder);
    });
});

describe('isBuildServer', () => {
  for (const [CI, expected] of [
    ['true', true],
    ['1', true],
    ['woodpecker', true],
    ['false', false],
    ['FALSE', false],
    ['0', false],
    ['', false],
    [undefined, false],
  ] as const)
    it(`is ${String(expected)} where CI is ${CI ?? 'not set'}`, () => {
      assert.equal(isBuildServer({ CI }), expected);
    });
});
