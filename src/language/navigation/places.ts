import type { InputFile, PromptFile } from '../../core/documents/promptFile.js';
import { BEGINNING, type TextRange } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import type { LanguageContext } from '../context.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import { mentionsIn } from './mentions.js';

/** A range of a file, which may be that of a published version. */
export interface Place {
  readonly file: string;
  readonly range: TextRange;
}

/** The input that a prompt is shown with at this time. */
export interface ChosenInput {
  /** Its key; `undefined` for one that is in no file. */
  readonly file: string | undefined;
  /** What people call it. */
  readonly name: string;
  readonly parsed: InputFile;
}

/** Where a version is defined: in files, at its id, or else where it is published, or in the file of the fallback. */
export async function definitionPlaces(
  { files }: LanguageContext,
  scope: ScopeIndex,
  of: DefiningKind,
  name: Reference,
): Promise<readonly Place[]> {
  const defining = scope.definitions(of, name);
  if (defining.length === 0) {
    const published = publishedPlaces(scope, of, name);
    return published.length > 0 || of === 'bundle' ? published : fallbackPlaces(scope, name);
  }
  return Promise.all(
    defining.map(async (file): Promise<Place> => {
      const parsed = await files.read(file);
      const range = (parsed && ownRange(parsed)) ?? scope.get(file)?.identity?.range ?? BEGINNING;
      return { file, range };
    }),
  );
}

function fallbackPlaces({ fallback }: ScopeIndex, name: Reference): readonly Place[] {
  const found = fallback.get(name);
  return found ? [{ file: found.file, range: ownRange(found.parsed) ?? BEGINNING }] : [];
}

/** The id that a file gives itself. */
function ownRange(parsed: PromptFile): TextRange | undefined {
  return mentionsIn(parsed).find(({ role }) => role === 'definition')?.id.range;
}

/** Where published versions hold a version of a template or a bundle, at its id. */
export function publishedPlaces(
  { published }: ScopeIndex,
  of: DefiningKind,
  { id, semver }: Reference,
): readonly Place[] {
  const bundle = of === 'bundle' ? published.bundle({ id, semver }) : undefined;
  const holding = bundle ? [bundle] : of === 'template' ? published.templates({ id, semver }) : [];
  return holding.map(({ file }): Place => {
    const written = JSON.stringify(id);
    const text = published.get(file)?.source.text ?? '';
    const key = text.indexOf(`"${of}_id": ${written}`);
    if (key < 0) return { file, range: BEGINNING };
    const start = key + `"${of}_id": "`.length;
    return { file, range: { start, end: start + written.length - 2 } };
  });
}
