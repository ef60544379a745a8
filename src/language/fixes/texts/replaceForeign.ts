import * as l10n from '@vscode/l10n';
import { placeholderMeant } from '../../../core/documents/foreignPlaceholderFindings.js';
import { foreignPlaceholders } from '../../../core/documents/foreignPlaceholders.js';
import type { Finding } from '../../../core/model/findings.js';
import type { Placeholder } from '../../../core/model/placeholders.js';
import { quote } from '../../../core/text/quote.js';
import { changeString, stringAt } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves } from '../../edits/verify.js';

/** The most names that are offered to be replaced. */
const MOST_OFFERED = 5;

/** A name that placeholders of another system ask for. */
export interface ForeignName {
  readonly name: string;
  /** How the first of them is written. */
  readonly written: string;
}

/** The names that the template at a finding asks for in another system's way, each once, the first of them. */
export function foreignNames(subject: FixSubject, { range }: Finding): ForeignName[] {
  const text = stringAt(subject, range)?.node.value ?? '';
  const written = new Map<string, string>();
  for (const { name, start, end } of foreignPlaceholders(text)?.places ?? []) {
    if (name !== undefined && !written.has(name)) written.set(name, text.slice(start, end));
  }
  return Array.from(written, ([name, text]) => ({ name, written: text })).slice(0, MOST_OFFERED);
}

/** “Change all … to …”: writes one of the service's placeholders instead of all that ask for a name. */
export function replaceForeign(
  subject: FixSubject,
  finding: Finding,
  name: string,
  placeholder: Placeholder,
): Fix | undefined {
  const string = stringAt(subject, finding.range);
  const all = foreignPlaceholders(string?.node.value ?? '')?.places ?? [];
  const places = all.filter((place) => place.name === name);
  const [first] = places;
  if (!string || !first) return undefined;
  const text = `{{${placeholder}}}`;
  const change = changeString(
    subject,
    string,
    places.map(({ start, end }) => ({ start, end, text })),
  );
  if (!change || !resolves(subject, finding, change)) return undefined;
  const written = quote(string.node.value.slice(first.start, first.end));
  return {
    title:
      places.length > 1
        ? l10n.t('Change all {0} to {1}', written, quote(text))
        : l10n.t('Change {0} to {1}', written, quote(text)),
    edits: change.edits,
  };
}

/** The same for each name that is close to one of the service's. */
export function changeForeign(subject: FixSubject, finding: Finding): Fix[] {
  return foreignNames(subject, finding).flatMap(({ name }) => {
    const meant = placeholderMeant(name);
    return (meant && replaceForeign(subject, finding, name, meant)) ?? [];
  });
}
