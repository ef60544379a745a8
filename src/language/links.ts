import * as l10n from '@vscode/l10n';
import type { TextRange } from '../core/model/findings.js';
import { formatReference } from '../core/model/reference.js';
import { quote } from '../core/text/quote.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { definitionPlaces, type Place } from './navigation/places.js';

/** A name in a file that leads to another file. */
export interface Link {
  readonly range: TextRange;
  /** What it leads to, in words. */
  readonly title: string;
  readonly target: Place;
}

/** The references and expected versions of a file that lead somewhere: to their file, or else to where they are published. */
export async function links(context: LanguageContext, file: string): Promise<readonly Link[]> {
  const parsed = await context.files.read(file);
  const scope = context.files.scopeOf(file);
  const found = (parsed ? mentionsIn(parsed) : [])
    .filter(({ role }) => role !== 'definition')
    .map(async ({ of, name, id, semver }): Promise<Link[]> => {
      const [target] = await definitionPlaces(context, scope, of, name);
      if (!target || target.file === file) return [];
      const range = { start: id.range.start, end: (semver ?? id).range.end };
      return [{ range, title: l10n.t('Open {0}', quote(formatReference(name))), target }];
    });
  return (await Promise.all(found)).flat();
}
