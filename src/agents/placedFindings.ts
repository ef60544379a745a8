import type { SourceText } from '../core/text/sourceText.js';
import { oneLine } from '../core/text/oneLine.js';
import type { FoundIn, PromptLanguage, ScopeIndex } from '../language/index.js';
import type { JsonObject } from './agentHost.js';

/** Where the texts of files are had from. */
export interface TextsOf {
  readonly scope: Pick<ScopeIndex, 'nameOf' | 'record'>;
  readonly language: Pick<PromptLanguage, 'files'>;
  /** A text that is in no file, by its key. */
  readonly given?: ReadonlyMap<string, SourceText>;
}

/** A finding as agents are told of it. */
export interface PlacedFinding {
  /** `file:line:column: severity: message [code]`, on one line. */
  readonly line: string;
  readonly json: JsonObject;
}

/** Findings with lines and columns, counted from 1. */
export async function placedFindings(texts: TextsOf, found: readonly FoundIn[]): Promise<PlacedFinding[]> {
  const sources = new Map<string, SourceText | undefined>();
  const placed: PlacedFinding[] = [];
  for (const { file, finding } of found) {
    const { code, severity, message, range, related = [] } = finding;
    const start = await placeOf(file, range.start);
    const end = await placeOf(file, range.end);
    const name = texts.scope.nameOf(file);
    const others: JsonObject[] = [];
    for (const one of related)
      others.push({
        message: one.message,
        file: texts.scope.nameOf(one.file),
        ...(await placeOf(one.file, one.range.start)),
      });
    placed.push({
      line: oneLine(`${name}:${start.line}:${start.column}: ${severity}: ${message} [${code}]`),
      json: {
        file: name,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        severity,
        code,
        message,
        ...(others.length > 0 && { related: others }),
      },
    });
  }
  return placed;

  async function placeOf(file: string, offset: number): Promise<{ line: number; column: number }> {
    if (!sources.has(file)) sources.set(file, await sourceOf(texts, file));
    const { line, column } = sources.get(file)?.positionAt(offset) ?? { line: 0, column: 0 };
    return { line: line + 1, column: column + 1 };
  }
}

/** A place as people write it: `3:1`. */
export function placeText(source: SourceText, offset: number): string {
  const { line, column } = source.positionAt(offset);
  return `${line + 1}:${column + 1}`;
}

async function sourceOf({ scope, language, given }: TextsOf, file: string): Promise<SourceText | undefined> {
  const known = given?.get(file) ?? scope.record(file)?.source;
  return known ?? (await language.files.read(file))?.source;
}
