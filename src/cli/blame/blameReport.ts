import { formatReference } from '../../core/model/reference.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Render } from '../../core/promptGenerator.js';
import { excerpt } from '../../core/text/quote.js';
import { oneLine } from '../../core/text/oneLine.js';
import { SourceText } from '../../core/text/sourceText.js';
import type { BlamedRevision, BlamedSentence, Commit, SentenceChange } from '../../language/index.js';
import type { NamedInput } from '../inputFile.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** As many digits of a commit as git shows in short. */
const SHOWN_DIGITS = 8;

/** A row for each sentence, then each commit with what it replaced. */
export function blameLines(sentences: readonly BlamedSentence[]): readonly string[] {
  const rows = sentences.map(({ text, changes: [newest], firstVersion }) => [
    ...revisionCells(newest?.revision),
    firstVersion ?? '-',
    oneLine(text),
  ]);
  const widths = (rows[0] ?? []).map((_cell, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
  );
  const table = rows.map((row) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  '),
  );
  const commits = commitLines(sentences);
  return [...table, ...(commits.length > 0 ? ['', ...commits] : [])];
}

/** What is shown of a revision: its name, its day, its author. */
function revisionCells(revision: BlamedRevision | undefined): readonly [string, string, string] {
  switch (revision?.kind) {
    case undefined:
      return ['-', '-', '-'];
    case 'uncommitted':
      return ['uncommitted', '-', '-'];
    case 'version':
      return [`published ${revision.semver}`, '-', '-'];
    case 'commit':
      return [shortHash(revision.commit), dayOf(revision.commit), excerpt(oneLine(revision.commit.author))];
  }
}

function commitLines(sentences: readonly BlamedSentence[]): readonly string[] {
  const byCommit = new Map<string, { readonly commit: Commit; readonly before: Set<string> }>();
  for (const { changes } of sentences)
    for (const { revision, before } of changes) {
      if (revision.kind !== 'commit') continue;
      const known = byCommit.get(revision.commit.hash) ?? { commit: revision.commit, before: new Set() };
      byCommit.set(revision.commit.hash, known);
      if (before !== undefined) known.before.add(oneLine(before));
    }
  return [...byCommit.values()]
    .sort((a, b) => Date.parse(b.commit.date) - Date.parse(a.commit.date))
    .flatMap(({ commit, before }) => [
      `${shortHash(commit)}  ${dayOf(commit)}  ${oneLine(commit.subject)}`,
      ...Array.from(before, (text) => `  before: ${text}`),
    ]);
}

function shortHash({ hash }: Commit): string {
  return hash.slice(0, SHOWN_DIGITS);
}

function dayOf({ date }: Commit): string {
  return date.slice(0, 'yyyy-mm-dd'.length);
}

/** The same for programs; lines and columns count from 1, those of a sentence in the prompt. */
export function blameJson(
  files: { readonly folder: PromptFolder; readonly input: NamedInput | undefined },
  render: Render,
  sentences: readonly BlamedSentence[],
): object {
  const prompt = new SourceText(render.rendered_prompt);
  return {
    bundle: formatReference(bundleReference(render.bundle)),
    prompt_hash: render.prompt_hash,
    sentences: sentences.map(({ slot, range, text, changes, firstVersion }) => ({
      slot,
      ...placeJson(prompt, range.start),
      text,
      first_version: firstVersion ?? null,
      changes: changes.map((change) => changeJson(files, change)),
    })),
  };
}

function changeJson(
  { folder, input }: { readonly folder: PromptFolder; readonly input: NamedInput | undefined },
  { from, place: { file, range }, revision, before }: SentenceChange,
): object {
  const source = input?.file === file ? input.parsed.source : folder.sourceOf(file);
  return {
    from,
    file,
    ...(source && placeJson(source, range.start)),
    revision: revision.kind,
    ...(revision.kind === 'commit' && revision.commit),
    ...(revision.kind === 'version' && { semver: revision.semver }),
    before: before ?? null,
  };
}

function placeJson(source: SourceText, offset: number): { readonly line: number; readonly column: number } {
  const { line, column } = source.positionAt(offset);
  return { line: line + 1, column: column + 1 };
}
