import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { PLACEHOLDERS } from '../model/placeholders.js';
import { counted, listed, quote } from '../text/quote.js';
import { didYouMean } from './didYouMean.js';
import { foreignPlaceholders } from './foreignPlaceholders.js';
import type { StringNode } from './valueNode.js';

/** How many of the placeholders a message shows. */
const MOST_SHOWN = 3;
const KNOWN = PLACEHOLDERS.map((name) => `\`{{${name}}}\``);

/** The finding, if any, for placeholders of another system in a template that has none of the service's own. */
export function foreignPlaceholderFindings(content: StringNode): Finding[] {
  const found = foreignPlaceholders(content.value);
  const first = found?.places[0];
  if (!found || !first) return [];
  const texts = new Set(found.places.map(({ start, end }) => content.value.slice(start, end)));
  const shown = listed(
    Array.from(texts, (text) => quote(text)),
    MOST_SHOWN,
  );
  const message = l10n.t(
    '{0} placeholders look like {1}: {2}. Nothing fills them in. The service fills in only {3}. Replace those that are meant.',
    counted(found.places.length),
    found.kind(),
    shown,
    KNOWN.join(', '),
  );
  return [
    {
      code: 'foreign-placeholder',
      severity: 'information',
      message,
      range: content.textMap().rangeToSource(first.start, first.end),
      text: content.value.slice(first.start, first.end),
    },
  ];
}

/** The placeholder of the service's own that a name of another system's is close to. */
export function placeholderMeant(name: string): (typeof PLACEHOLDERS)[number] | undefined {
  return PLACEHOLDERS.find((known) => known === didYouMean(name, PLACEHOLDERS));
}
