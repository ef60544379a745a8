import type { LanguageContext } from '../context.js';
import type { Place } from './places.js';
import { modelsIn } from './symbolAt.js';

/** Where some files name a model. */
export async function modelPlaces(
  { files }: LanguageContext,
  model: string,
  among: readonly string[],
): Promise<readonly Place[]> {
  const places = [...new Set(among)].map(async (file): Promise<Place[]> => {
    const parsed = await files.read(file);
    const found = parsed ? modelsIn(parsed) : [];
    return found.filter((symbol) => symbol.model === model).map(({ range }) => ({ file, range }));
  });
  return (await Promise.all(places)).flat();
}
