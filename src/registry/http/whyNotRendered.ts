import * as l10n from '@vscode/l10n';
import { isJsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import type { RenderInput } from '../../core/model/renderInput.js';

/** How deep the service's encoder follows traits: a mapping in a mapping is 2 deep (met: 253 is answered, 254 is not). */
const MAX_TRAIT_DEPTH = 253;

/** Why the service cannot render an input though we can, with what to do; `undefined` when it can. */
export function whyNotRendered(input: RenderInput, prompt: string): string | undefined {
  if (isDeeper(input.semantic_traits, MAX_TRAIT_DEPTH))
    return l10n.t(
      'The traits are nested more than {0} deep, which the service cannot render. Flatten them.',
      MAX_TRAIT_DEPTH,
    );
  if (prompt.includes('\0') || input.task.includes('\0'))
    return l10n.t(
      'The prompt has the character U+0000, which the service cannot keep in its audit. Remove it.',
    );
  return undefined;
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const items: Iterable<JsonValue> = isJsonMap(value) ? value.values() : value;
  for (const item of items) if (isDeeper(item, levels - 1)) return true;
  return false;
}
