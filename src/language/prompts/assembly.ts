import { bySlot, SLOTS, type BySlot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { FoundPart } from '../../core/sources/ports.js';
import type { PlacedInput, PlacedTemplate } from '../constraints/partPlaces.js';
import { publishedTemplate, writtenTemplate } from '../constraints/partConstraints.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';
import type { PromptFileReader } from '../scopes/indexSources.js';

/** A render together with the files it came from. */
export interface Assembly {
  readonly render: Render;
  readonly templates: BySlot<PlacedTemplate>;
  readonly input: PlacedInput | undefined;
}

/** The templates of a bundle as they are written in their files or snapshots; `undefined` when one is gone by now. */
export async function readTemplates(
  { parts }: { readonly parts: BySlot<Pick<FoundPart, 'reference' | 'origin'>> },
  files: PromptFileReader,
  published: PublishedIndex,
): Promise<BySlot<PlacedTemplate> | undefined> {
  const read = await Promise.all(
    SLOTS.map(async (slot): Promise<PlacedTemplate | undefined> => {
      const { reference, origin } = parts[slot];
      const snapshot = published.get(origin);
      if (snapshot) return { file: origin, written: publishedTemplate(snapshot, slot, reference), reference };
      const parsed = await files.read(origin);
      return (
        parsed && { file: origin, written: writtenTemplate(parsed, reference ? undefined : slot), reference }
      );
    }),
  );
  const whole = read.filter((template) => template !== undefined);
  if (whole.length < SLOTS.length) return undefined;
  return bySlot((_slot, index) => whole[index] as PlacedTemplate);
}
