// What is kept of the revisions of a file: each is asked for once, however often and by whomever.
import assert from 'node:assert/strict';
import type { FileHistory, FileRevision } from '../../../../src/language/blame/fileHistory.js';
import { KeptRevisions } from '../../../../src/language/blame/keptRevisions.js';

const revisions: readonly FileRevision[] = Array.from({ length: 5 }, (_, i) => ({
  commit: { hash: `${i}`, author: '', date: '', subject: '' },
  name: 'a',
  given: i === 3 ? undefined : { text: 'text' },
}));

/** A history that says how many revisions were taken of it. */
function history(): FileHistory & { taken: number } {
  return {
    taken: 0,
    async *revisions() {
      for (const revision of revisions) {
        this.taken++;
        yield await Promise.resolve(revision);
      }
    },
  };
}

async function take(from: FileHistory, most = Infinity): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { commit } of from.revisions('a')) {
    found.push(commit.hash);
    if (found.length === most) break;
  }
  return found;
}

const ALL = ['0', '1', '2', '3', '4'];

describe('kept revisions', () => {
  it('are those of the history, and are asked for once', async () => {
    const kept = new KeptRevisions();
    const first = history();
    assert.deepEqual(await take(kept.before(first)), ALL);
    const second = history();
    assert.deepEqual(await take(kept.before(second)), ALL);
    assert.deepEqual([first.taken, second.taken], [5, 0]);
  });

  it('go on where the last one who asked had enough', async () => {
    const kept = new KeptRevisions();
    assert.deepEqual(await take(kept.before(history()), 2), ['0', '1']);
    const second = history();
    assert.deepEqual(await take(kept.before(second), 2), ['0', '1']);
    assert.equal(second.taken, 0);
    assert.deepEqual(await take(kept.before(second)), ALL);
  });

  it('are whole for two who ask at once', async () => {
    const kept = new KeptRevisions();
    const both = [
      take(kept.before(history())),
      take(kept.before(history())),
      take(kept.before(history()), 3),
    ];
    assert.deepEqual(await Promise.all(both), [ALL, ALL, ALL.slice(0, 3)]);
    const later = history();
    assert.deepEqual(await take(kept.before(later)), ALL);
    assert.equal(later.taken, 0);
  });

  it('are not taken for whole where reading failed', async () => {
    const kept = new KeptRevisions();
    const broken: FileHistory = {
      async *revisions() {
        yield await Promise.resolve(revisions[0]!);
        throw new Error('ended');
      },
    };
    await assert.rejects(take(kept.before(broken)), /ended/);
    assert.deepEqual(await take(kept.before(history())), ALL);
  });

  it('hold no more text than is wanted', async () => {
    for (const [most, held] of [
      [4, 1],
      [5, 2],
      [6, 2],
      [13, 5],
    ] as const) {
      const kept = new KeptRevisions(most);
      assert.deepEqual(await take(kept.before(history())), ALL);
      const later = history();
      assert.deepEqual(await take(kept.before(later), held), ALL.slice(0, held));
      assert.equal(later.taken, 0, `${most}`);
      assert.deepEqual(await take(kept.before(later)), ALL);
      assert.equal(later.taken, held === 5 ? 0 : 5, `${most}`);
    }
  });

  it('say which files are covered', () => {
    const covering = { ...history(), covers: (file: string) => file === 'a' };
    const { covers } = new KeptRevisions().before(covering);
    assert.deepEqual([covers?.('a'), covers?.('b')], [true, false]);
  });
});
