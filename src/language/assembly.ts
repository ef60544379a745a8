import { bySlot, SLOTS } from '../core/model/slots.js';
import type { Render } from '../core/promptGenerator.js';
import type { Assembly } from './constraints/assembledFindings.js';
import { writtenTemplate } from './constraints/partConstraints.js';
import type { PromptFileReader } from './indexSources.js';

/** A render together with the files it came from; `undefined` when one of them is gone by now. */
export async function readAssembly(
  render: Render,
  input: Assembly['input'],
  files: PromptFileReader,
): Promise<Assembly | undefined> {
  const read = await Promise.all(
    SLOTS.map(async (slot) => {
      const { reference, origin } = render.parts[slot];
      const parsed = await files.read(origin);
      return parsed && { file: origin, written: writtenTemplate(parsed, reference ? undefined : slot) };
    }),
  );
  const whole = read.filter((template) => template !== undefined);
  if (whole.length < SLOTS.length) return undefined;
  return { render, input, templates: bySlot((_slot, index) => whole[index] as (typeof whole)[number]) };
}
