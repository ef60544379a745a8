import { l10n } from 'vscode';
import { AUDIT_EVENTS } from '../../core/audit/record.js';
import { formatReference } from '../../core/model/reference.js';
import type { AuditView } from './auditView.js';
import { dateForms, readDates } from './dates.js';
import { eventIcon, eventText } from './events.js';
import { readHashDigits, type AuditFilter } from './filter.js';
import { askForText, choose, type Choice } from '../output/questions.js';

interface Field extends Choice {
  /** Asks for the rest, and gives the new filter; nothing when it is given up. */
  readonly ask: () => Promise<AuditFilter | undefined>;
}

/** Asks what to show: the records of one bundle, of one event, with one hash, of some days. */
export async function chooseFilter(view: AuditView): Promise<void> {
  const { filter } = view;
  const { bundle, event, hash, dates } = filter;
  const fields: Field[] = [
    field(l10n.t('Bundle'), 'package', bundle, () => chooseBundle(view)),
    field(l10n.t('Event'), 'tag', event && eventText(event), () => chooseEvent(filter)),
    field(l10n.t('Hash'), 'key', hash, () => writeHash(filter)),
    field(l10n.t('Date'), 'calendar', dates?.text, () => writeDates(filter)),
  ];
  const chosen = await choose(fields, l10n.t('Filter the records of the audit log by'));
  const changed = await chosen?.ask();
  if (changed) await view.setFilter(changed);
}

function field(label: string, icon: string, value: string | undefined, ask: Field['ask']): Field {
  return { label, icon, ...(value !== undefined && { description: value }), ask };
}

async function chooseBundle(view: AuditView): Promise<AuditFilter | undefined> {
  const others = without(view.filter, 'bundle');
  const { versions } = await view.listing();
  const ids = [...new Set(versions.map(({ id }) => id))];
  const items = [
    { label: l10n.t('All bundles'), filter: others },
    ...ids.flatMap((id) => [
      { label: id, description: l10n.t('all versions'), filter: { ...others, bundle: id } },
      ...versions
        .filter((version) => version.id === id)
        .map((version) => {
          const name = formatReference(version);
          return { label: name, filter: { ...others, bundle: name } };
        }),
    ]),
  ];
  return (await choose(items, l10n.t('Bundle or version in the log')))?.filter;
}

async function chooseEvent(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const others = without(filter, 'event');
  const items: (Choice & { readonly filter: AuditFilter })[] = [
    { label: l10n.t('All events'), filter: others },
    ...AUDIT_EVENTS.map((event) => ({
      icon: eventIcon(event),
      label: eventText(event),
      filter: { ...others, event },
    })),
  ];
  return (await choose(items, l10n.t('What was done with the prompt')))?.filter;
}

async function writeHash(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const { hash, ...others } = filter;
  const text = await askForText({
    title: l10n.t('Filter by hash'),
    prompt: l10n.t('The first digits of any hash of a record; nothing for all.'),
    value: hash ?? '',
    validateInput: (typed) =>
      typed.trim() === '' || readHashDigits(typed) !== undefined
        ? undefined
        : l10n.t('A hash has up to 64 digits: 0 to 9 and a to f.'),
  });
  const digits = text === undefined ? undefined : readHashDigits(text);
  return text === undefined ? undefined : { ...others, ...(digits !== undefined && { hash: digits }) };
}

async function writeDates(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const { dates, ...others } = filter;
  const text = await askForText({
    title: l10n.t('Filter by date'),
    prompt: l10n.t('In local time: {0}; nothing for all.', dateForms()),
    value: dates?.text ?? '',
    validateInput: (typed) =>
      typed.trim() === '' || readDates(typed, new Date()) ? undefined : l10n.t('Write {0}.', dateForms()),
  });
  const read = text === undefined ? undefined : readDates(text, new Date());
  return text === undefined ? undefined : { ...others, ...(read && { dates: read }) };
}

/** A filter without one of its fields. */
function without(filter: AuditFilter, field: keyof AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field));
}
