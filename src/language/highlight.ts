import type { TextRange } from '../core/model/findings.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { isSameName } from './navigation/sameName.js';
import {
  constraintsIn,
  modelsIn,
  placeholdersIn,
  symbolAt,
  type PromptSymbol,
} from './navigation/symbolAt.js';
import type { PromptFile } from '../core/documents/promptFile.js';

/** A place in a file that names the same as the cursor does: `write` where it is defined. */
export interface Highlight {
  readonly range: TextRange;
  readonly kind: 'read' | 'write';
}

/** All places of a file that name what stands at an offset of it. */
export async function highlight(
  { files }: LanguageContext,
  file: string,
  offset: number,
): Promise<readonly Highlight[]> {
  const parsed = await files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  return symbol ? alike(parsed, symbol) : [];
}

function alike(parsed: PromptFile, symbol: PromptSymbol): readonly Highlight[] {
  const read = ({ range }: { readonly range: TextRange }): Highlight => ({ range, kind: 'read' });
  switch (symbol.kind) {
    case 'name':
      return mentionsIn(parsed)
        .filter((mention) => isSameName(mention, symbol))
        .map(({ role, id, semver }) => ({
          range: (symbol.part === 'id' ? id : (semver ?? id)).range,
          kind: role === 'definition' ? 'write' : 'read',
        }));
    case 'placeholder':
      return placeholdersIn(parsed)
        .filter(({ name }) => name === symbol.name)
        .map(read);
    case 'constraint':
      return constraintsIn(parsed)
        .filter(({ key }) => key === symbol.key)
        .map(read);
    case 'model':
      return modelsIn(parsed)
        .filter(({ model }) => model === symbol.model)
        .map(read);
    case 'hash':
      return [read(symbol)];
  }
}
