import { bundlesAround, type ChosenInput } from '../../language/index.js';
import type { AskedFile } from './asked.js';

/** The input that a prompt is spoken of with: the first that is meant for a bundle that the file is part of; `undefined` for none. */
export function inputFor({ root, language, file }: AskedFile): ChosenInput | undefined {
  const scope = language.files.scopeOf(file);
  for (const bundle of bundlesAround(scope, file))
    for (const input of scope.inputsFor(bundle).inputs) {
      const parsed = root.get(input);
      if (parsed?.kind === 'input') return { file: input, name: input, parsed };
    }
  return undefined;
}
