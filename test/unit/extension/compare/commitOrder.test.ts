import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/extension/compare/commitOrder.js';

const commit = (hash: string, second: number, ...parents: string[]) => ({
  hash,
  parents,
  date: new Date(second * 1000),
});
const hashes = (commits: readonly { readonly hash: string }[]): string =>
  commits.map(({ hash }) => hash).join(' ');

describe('commits in the order of git', () => {
  it('are in the order of the log, whatever their dates say', () => {
    const [a, b, c] = [commit('a', 5), commit('b', 5, 'a'), commit('c', 1, 'b')];
    assert.equal(hashes(newestFirst([a, b, c], ['c', 'other', 'b', 'a'])), 'c b a');
    assert.equal(hashes(newestFirst([c, a, b], ['c', 'b', 'a'])), 'c b a');
  });

  it('that the log does not have stand behind their child, else where their date says', () => {
    const [old, a, b, c] = [commit('old', 1), commit('a', 9), commit('b', 5, 'a'), commit('c', 7, 'b')];
    assert.equal(hashes(newestFirst([a, b, c, old], ['c', 'b'])), 'c b a old');
    assert.equal(hashes(newestFirst([commit('x', 6), b, c], ['c', 'b'])), 'c x b');
  });

  it('are by date where there is no log', () => {
    assert.equal(hashes(newestFirst([commit('a', 1), commit('b', 2)], [])), 'b a');
    assert.equal(hashes(newestFirst([], ['a'])), '');
  });
});
