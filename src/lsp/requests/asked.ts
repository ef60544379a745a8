import type { Location, Position, Range } from 'vscode-languageserver';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Place, PromptLanguage } from '../../language/index.js';
import type { ClientAbilities } from '../abilities.js';
import { rangeIn } from '../diagnostics.js';
import { toOffset, toRange, type PlacedText } from '../workspace/positions.js';
import type { PromptRoot } from '../workspace/promptRoot.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What every answer is made of. */
export interface Services {
  readonly workspace: PromptWorkspace;
  readonly abilities: ClientAbilities;
}

/** A prompt file that is asked about, as the client shows it. */
export interface AskedFile {
  readonly root: PromptRoot;
  readonly language: PromptLanguage;
  readonly file: string;
  readonly parsed: PromptFile;
  readonly text: PlacedText;
}

/** The file of a document; `undefined` for what is no prompt file of a known folder. */
export async function askedFile(
  { workspace }: Services,
  { uri }: { readonly uri: string },
): Promise<AskedFile | undefined> {
  const found = await workspace.locate(uri);
  const parsed = found?.root.get(found.file);
  if (!found || !parsed) return undefined;
  const text = { source: parsed.source, isOpen: found.root.isOpen(found.file) };
  return { ...found, parsed, text };
}

/** A position in it, as the language counts. */
export function offsetIn({ text }: AskedFile, position: Position): number {
  return toOffset(text, position);
}

/** A range of it, as the protocol has it. */
export function ownRange({ text }: AskedFile, range: TextRange): Range {
  return toRange(text, range);
}

/** A place of its root; `undefined` where its file is gone. */
export function locationOf(
  { workspace }: Services,
  { root }: AskedFile,
  { file, range }: Place,
): Location | undefined {
  const found = rangeIn(root, file, range);
  return found && { uri: workspace.uriOf(root, file), range: found };
}
