import type { PublishedIndex } from '../core/published/publishedIndex.js';
import { compareChanges, type BlamedRevision, type BlamedSentence } from './blame/blamed.js';
import type { FileHistory } from './blame/fileHistory.js';
import { promptSentences, type SourceStretch } from './blame/promptSentences.js';
import { PublishedContents } from './blame/publishedContents.js';
import { revisionText, type Parse } from './blame/revisionText.js';
import { currentText, placeOf, type TextName } from './blame/sourceText.js';
import { TextTrace, type TracedChange } from './blame/textTrace.js';
import type { Assembly } from './prompts/assembly.js';

export type { BlamedRevision, BlamedSentence, SentenceChange } from './blame/blamed.js';
export type { Commit, FileHistory, FileRevision } from './blame/fileHistory.js';
export { KeptRevisions } from './blame/keptRevisions.js';

/** What there is to look into. */
export interface BlameSources {
  readonly parse: Parse;
  readonly published: PublishedIndex;
  /** `undefined` where there is no version control: then published versions alone tell something. */
  readonly history: FileHistory | undefined;
  /** Awaited between the steps of the work: lets others have their turn, or throws to end it. */
  readonly pause?: () => Promise<void>;
}

/** One of the texts that the prompt is made of, with what of it is followed. */
interface TracedText {
  readonly name: TextName;
  readonly file: string;
  readonly stretches: readonly SourceStretch[];
  readonly trace: TextTrace<BlamedRevision>;
}

/**
 * Since when a prompt says what it says: for each of its sentences the commit that last changed it, in its template's file or
 * its input's, what it said before, and the first published version that holds it. A template of which only a snapshot is left
 * is followed through the published versions before it.
 */
export async function blame(
  assembly: Assembly,
  { parse, published, history, pause = () => Promise.resolve() }: BlameSources,
): Promise<readonly BlamedSentence[]> {
  const { bundle } = assembly.render;
  const contents = new PublishedContents(published, bundle.bundle_id);
  const sentences = await promptSentences(assembly.render, pause);
  const texts = tracedTexts(
    assembly,
    sentences.flatMap(({ stretches }) => stretches),
    (file) => (published.get(file) ? { kind: 'version', semver: bundle.semver } : { kind: 'uncommitted' }),
  );
  const byFile = new Map<string, TracedText[]>();
  for (const text of texts) {
    await pause();
    if (published.get(text.file)) followVersions(text, contents.backFrom(bundle.semver, text.name.slot));
    else byFile.set(text.file, [...(byFile.get(text.file) ?? []), text]);
  }
  if (history)
    await Promise.all(
      [...byFile]
        .filter(([file]) => history.covers?.(file) ?? true)
        .map(([file, of]) => followCommits(of, history.revisions(file), { parse, pause })),
    );
  const changes = new Map(
    texts.flatMap(({ stretches, trace }) =>
      stretches.map((stretch, i) => [stretch, trace.changes[i]] as const),
    ),
  );
  const blamed: BlamedSentence[] = [];
  for (const { stretches, ...sentence } of sentences) {
    await pause();
    blamed.push({
      ...sentence,
      changes: stretches
        .flatMap((stretch) => changeOf(assembly, stretch, changes.get(stretch)) ?? [])
        .sort(compareChanges),
      firstVersion: firstVersionOf(assembly, stretches, contents),
    });
  }
  return blamed;
}

/** The texts that stand in files, each with all of its stretches. */
function tracedTexts(
  assembly: Assembly,
  stretches: readonly SourceStretch[],
  revisionOf: (file: string) => BlamedRevision,
): readonly TracedText[] {
  const byText = new Map<string, SourceStretch[]>();
  for (const stretch of stretches) {
    const key = stretch.from === 'template' ? stretch.slot : `{{${stretch.from}}}`;
    const known = byText.get(key);
    if (known) known.push(stretch);
    else byText.set(key, [stretch]);
  }
  return Array.from(byText.values()).flatMap((of) => {
    const [name] = of;
    const place = name && placeOf(assembly, name);
    if (!place) return [];
    const ordered = of.sort((a, b) => a.range.start - b.range.start);
    const ranges = ordered.map(({ range }) => range);
    const trace = new TextTrace(currentText(assembly, name), ranges, revisionOf(place.file));
    return [{ name, file: place.file, stretches: ordered, trace }];
  });
}

function followVersions(
  { trace }: TracedText,
  versions: readonly { readonly semver: string; readonly text: string }[],
): void {
  for (const { semver, text } of versions) trace.take(text, { kind: 'version', semver });
  trace.end();
}

async function followCommits(
  texts: readonly TracedText[],
  revisions: ReturnType<FileHistory['revisions']>,
  { parse, pause }: Required<Pick<BlameSources, 'parse' | 'pause'>>,
): Promise<void> {
  for await (const revision of revisions) {
    for (const { name, trace } of texts) {
      if (trace.isDone) continue;
      const text = revisionText(revision, name, parse);
      if (text !== undefined) trace.take(text, { kind: 'commit', commit: revision.commit });
      await pause();
    }
    if (texts.every(({ trace }) => trace.isDone)) return;
  }
  for (const { trace } of texts) trace.end();
}

function changeOf(
  assembly: Assembly,
  stretch: SourceStretch,
  change: TracedChange<BlamedRevision> | undefined,
): BlamedSentence['changes'][number] | undefined {
  const place = change && placeOf(assembly, stretch);
  return place && { from: stretch.from, place, ...change };
}

function firstVersionOf(
  assembly: Assembly,
  stretches: readonly SourceStretch[],
  contents: PublishedContents,
): string | undefined {
  const stretch = stretches.find(({ from }) => from === 'template');
  if (!stretch) return undefined;
  return contents.firstWith(currentText(assembly, stretch).slice(stretch.range.start, stretch.range.end));
}
