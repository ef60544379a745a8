import type { PromptFile } from '../../core/documents/promptFile.js';
import { entryOf } from '../../core/documents/valueNode.js';
import { inputTexts } from '../../core/hashes.js';
import { writtenTemplate } from '../constraints/partConstraints.js';
import type { FilePlace } from '../constraints/partPlaces.js';
import type { Assembly } from '../prompts/assembly.js';
import type { SourceStretch } from './promptSentences.js';

/** One of the texts that a prompt is made of: the content of a slot's template, or the text of a value of the input. */
export type TextName = Pick<SourceStretch, 'slot' | 'from'>;

/** The text as the prompt has it. */
export function currentText({ render, templates }: Assembly, { slot, from }: TextName): string {
  return from === 'template' ? (templates[slot].written.content?.value ?? '') : render.values[from];
}

/**
 * The text as a file has it: empty where the file is without it, `undefined` where that cannot be told, since the file is
 * broken there.
 */
export function textIn(file: PromptFile, { slot, from }: TextName): string | undefined {
  if (from !== 'template')
    return file.kind === 'input' && file.model ? inputTexts(file.model).values[from] : undefined;
  return file.root && (writtenTemplate(file, slot).content?.value ?? '');
}

/** Where a stretch stands now; `undefined` for a default, which stands in no file. */
export function placeOf(
  { templates, input }: Assembly,
  { slot, from, range }: SourceStretch,
): FilePlace | undefined {
  if (from === 'template') {
    const { file, written } = templates[slot];
    const place = written.content?.textMap().rangeToSource(range.start, range.end);
    return place && { file, range: place };
  }
  const node = entryOf(input?.parsed.root, from)?.value;
  if (!input || !node) return undefined;
  const place = node.kind === 'string' ? node.textMap().rangeToSource(range.start, range.end) : node.range;
  return { file: input.file, range: place };
}
