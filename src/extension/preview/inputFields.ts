import type { InputFile } from '../../core/documents/promptFile.js';
import { entryOf, stringOf, toJsonMap } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import { DEFAULT_INPUT, type RenderInput } from '../../core/model/renderInput.js';
import { FORM_FIELDS, type FormField } from '../../preview/protocol.js';

// An input as the form of the preview has it, also while something in its file is wrong.

/**
 * What can be read of an input with errors, so that they can be shown and fixed at their fields: what cannot be read is
 * left at its default. `undefined` when the syntax of the file is wrong.
 */
export function readableInput({ model, root }: InputFile): RenderInput | undefined {
  if (model || root?.kind !== 'mapping') return model;
  const level = (key: 'activity_level' | 'stress'): number => {
    const node = entryOf(root, key)?.value;
    const value = node?.kind === 'integer' || node?.kind === 'float' ? Number(node.value) : NaN;
    return Number.isFinite(value) ? value : DEFAULT_INPUT[key];
  };
  const traits = entryOf(root, 'semantic_traits')?.value;
  const modelType = stringOf(root, 'model_type')?.value;
  return {
    semantic_traits: traits?.kind === 'mapping' ? toJsonMap(traits) : DEFAULT_INPUT.semantic_traits,
    activity_level: level('activity_level'),
    stress: level('stress'),
    task: stringOf(root, 'task')?.value ?? DEFAULT_INPUT.task,
    ...(modelType !== undefined && modelType !== '' && { model_type: modelType }),
  };
}

/** The field of the form that a place in an input belongs to; `null` when it is of none. */
export function fieldAt({ root }: InputFile, range: TextRange): FormField | null {
  return (
    FORM_FIELDS.find((field) => {
      const entry = entryOf(root, field);
      return entry && range.start >= entry.keyRange.start && range.start <= entry.value.range.end;
    }) ?? null
  );
}
