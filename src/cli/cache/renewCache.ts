import { encodeUtf8, decodeUtf8 } from '../../core/text/utf8.js';
import {
  decodeResult,
  decodeState,
  encodeResult,
  encodeState,
  seal,
  type CheckedRoot,
  type FolderState,
} from '../../language/index.js';
import { failureReason } from '../../core/text/failureText.js';
import { shownFinding } from '../findingJson.js';
import { checkFolder, otherFiles, textsOf } from '../../node/folder/checkFolder.js';
import { printError } from '../print.js';
import { PromptFolder, type NoteRead } from '../../node/folder/promptFolder.js';
import { DOUBTFUL_FOR } from '../../node/fileStamp.js';
import { writeCache, type OpenCache } from '../../node/cacheFile.js';
import { checkChanged } from './checkChanged.js';
import type { CheckedState } from './checkedState.js';
import { contentOf } from './contents.js';
import { SECTION, type LintCache } from './lintCache.js';
import { ChangedMeanwhile } from './restoredFolder.js';
import { listingText } from './seenFolder.js';
import { whatChanged, type Earlier, type FolderChanges } from './whatChanged.js';

/** More findings are not kept. */
const MAX_KEPT_FINDINGS = 100_000;
/** Where more than this share of the files changed, looking at all of them anew costs less. */
const MOST_CHANGED = 0.25;

/** What is found in a folder of which something changed since an earlier run, or may have, or that no run has seen; kept for the next. */
export async function renew(cache: LintCache, kept: OpenCache | undefined): Promise<readonly CheckedRoot[]> {
  const earlier = kept && readEarlier(cache, kept);
  const changes = earlier && whatChanged(cache.folder, earlier);
  const known = earlier && changes ? await fromEarlier(cache, earlier, changes) : undefined;
  const states = known ?? (await anew(cache));
  await write(cache, states);
  return states.map(({ root }) => root);
}

/** What an earlier run left, read whole; what is damaged is told, and `undefined`. */
export function readEarlier(cache: LintCache, kept: OpenCache): Earlier | undefined {
  const [listing, result, state] = [SECTION.listing, SECTION.result, SECTION.state].map((one) =>
    kept.section(one),
  );
  const roots = result && decodeResult(result);
  const decoded = state && decodeState(state);
  if (listing && roots && decoded) return { listing: decodeUtf8(listing).text, roots, state: decoded };
  cache.tellDamage();
  return undefined;
}

/** What is found by what an earlier run has found; `undefined` where too much changed, or something changes at this moment. */
async function fromEarlier(
  cache: LintCache,
  earlier: Earlier,
  changes: FolderChanges,
): Promise<readonly CheckedState[] | undefined> {
  const { changed, gone } = changes;
  const concerned = new Set([...changed, ...gone].map(({ home }) => home));
  if (changed.length + gone.length > MOST_CHANGED * earlier.state.files.length) return undefined;
  const states: CheckedState[] = [];
  try {
    for (const root of earlier.roots) {
      const { home } = root;
      if (concerned.has(home))
        states.push(await checkChanged(cache.folder, earlier, root, changes, cache.host));
      else {
        const files = earlier.state.files.filter((one) => one.home === home && one.summary);
        states.push({ root, files, assembled: earlier.state.assembled.get(home) ?? [] });
      }
    }
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return undefined;
    throw error;
  }
  const published = earlier.state.files.filter(({ summary }) => !summary);
  return states.map((state) => ({
    ...state,
    files: [...state.files, ...published.filter(({ home }) => home === state.root.home)],
  }));
}

/** Reads and checks all of a folder. */
async function anew({ folder, host }: LintCache): Promise<readonly CheckedState[]> {
  const { root, options, listing } = folder;
  const contents = new Map<string, string>();
  const note: NoteRead = (file, read) => void contents.set(file, contentOf(read));
  const first = new PromptFolder(root, options, { listing, note });
  const roots = [first, ...first.rootsBelow().map((home) => first.below(home, note))];
  const texts = textsOf(roots);
  options.progress?.phase('Checking', listing.entries.length);
  return Promise.all(
    roots.map(async (one): Promise<CheckedState> => {
      const { inFiles, others, isTruncated, baselined, language } = await checkFolder(one, () => true, host);
      const files = [...one.scope.files()].sort().map((file) => ({ file, summary: one.scope.get(file) }));
      const published = one.scope.published.files().flatMap(({ file }) => (contents.has(file) ? [file] : []));
      return {
        root: {
          home: one.home,
          found: inFiles.map((found) => shownFinding(texts, found)),
          others: others.map((found) => shownFinding(texts, found)),
          otherFiles: otherFiles(one),
          isTruncated,
          baselined,
        },
        files: [...files, ...published.map((file) => ({ file, summary: undefined }))].map((known) => ({
          ...known,
          home: one.home,
          content: contents.get(known.file) ?? '',
          stamp: '',
        })),
        assembled: language.keptAssemblies(''),
      };
    }),
  );
}

async function write(
  { file, folder, subject, host, now, place }: LintCache,
  states: readonly CheckedState[],
): Promise<void> {
  const roots = states.map(({ root }) => root);
  if (roots.reduce((sum, { found, others }) => sum + found.length + others.length, 0) > MAX_KEPT_FINDINGS)
    return;
  const state: FolderState = {
    files: states.flatMap(({ files }) => files),
    assembled: new Map(states.map(({ root, assembled }) => [root.home, assembled])),
    // The listing tells both.
    published: new Map(),
  };
  // What could not be read is tried again.
  const unread = new Set(state.files.flatMap((one) => (one.content.startsWith('!') ? [one.file] : [])));
  const listing = listingText(
    folder.seen,
    (one) => one.stamp.changed < now - DOUBTFUL_FOR && !unread.has(one.file),
  );
  const sections = [encodeUtf8(listing), encodeResult(roots), encodeState(state)].map(seal);
  const failure = await writeCache(file, subject, sections, { id: host.newId(), now });
  if (failure && place.isAskedFor)
    printError(host, `The cache ${file} cannot be written: ${failureReason(failure)}.`);
}
