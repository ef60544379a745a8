import { canonicalJson } from '../../core/canonicalJson.js';
import { suppressEntries } from '../../core/documents/suppressEntries.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { stringOf, toJsonValue } from '../../core/documents/valueNode.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import type { Reread } from '../edits/subject.js';

// A suppression belongs to the file of the text it is about (spec, section 5): it goes where the text goes.

/** What a bundle suppresses once a template is written into it; `undefined` where that is what it suppresses already. */
export function unitedSuppressions(
  bundle: PromptFile,
  template: PromptFile | undefined,
): JsonValue | undefined {
  const own = entriesOf(bundle);
  const known = new Set(own.map(canonicalJson));
  const added = entriesOf(template).filter((entry) => !known.has(canonicalJson(entry)));
  return added.length > 0 ? [...own, ...added] : undefined;
}

/** The entries of a bundle that are about the text of a template: on words in it, or on what is found in it by itself. */
export function suppressionsOf(
  bundle: PromptFile,
  content: string,
  { findings }: Reread,
): readonly JsonValue[] {
  return suppressEntries(bundle.root)
    .filter((entry) => {
      const text = stringOf(entry, 'text')?.value;
      const code = stringOf(entry, 'code')?.value;
      return text === undefined ? findings.some((one) => one.code === code) : content.includes(text);
    })
    .map((entry) => toJsonValue(entry));
}

function entriesOf(file: PromptFile | undefined): readonly JsonValue[] {
  return suppressEntries(file?.root).map((entry) => toJsonValue(entry));
}
