import { AUDIT_EVENTS } from '../../core/audit/record.js';
import { formatReference } from '../../core/model/reference.js';
import type { AuditView } from './auditView.js';
import { DATE_FORMS, readDates } from './dates.js';
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
    field('Bundle', 'package', bundle, () => chooseBundle(view)),
    field('Event', 'tag', event && eventText(event), () => chooseEvent(filter)),
    field('Hash', 'key', hash, () => writeHash(filter)),
    field('Date', 'calendar', dates?.text, () => writeDates(filter)),
  ];
  const chosen = await choose(fields, 'Filter the records of the audit log by');
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
    { label: 'All bundles', filter: others },
    ...ids.flatMap((id) => [
      { label: id, description: 'all versions', filter: { ...others, bundle: id } },
      ...versions
        .filter((version) => version.id === id)
        .map((version) => {
          const name = formatReference(version);
          return { label: name, filter: { ...others, bundle: name } };
        }),
    ]),
  ];
  return (await choose(items, 'Bundle or version in the log'))?.filter;
}

async function chooseEvent(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const others = without(filter, 'event');
  const items: (Choice & { readonly filter: AuditFilter })[] = [
    { label: 'All events', filter: others },
    ...AUDIT_EVENTS.map((event) => ({
      icon: eventIcon(event),
      label: eventText(event),
      filter: { ...others, event },
    })),
  ];
  return (await choose(items, 'What was done with the prompt'))?.filter;
}

async function writeHash(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const { hash, ...others } = filter;
  const text = await askForText({
    title: 'Filter by hash',
    prompt: 'The first digits of any hash of a record; nothing for all.',
    value: hash ?? '',
    validateInput: (typed) =>
      typed.trim() === '' || readHashDigits(typed) !== undefined
        ? undefined
        : 'A hash has up to 64 digits: 0 to 9 and a to f.',
  });
  const digits = text === undefined ? undefined : readHashDigits(text);
  return text === undefined ? undefined : { ...others, ...(digits !== undefined && { hash: digits }) };
}

async function writeDates(filter: AuditFilter): Promise<AuditFilter | undefined> {
  const { dates, ...others } = filter;
  const text = await askForText({
    title: 'Filter by date',
    prompt: `In local time: ${DATE_FORMS}; nothing for all.`,
    value: dates?.text ?? '',
    validateInput: (typed) =>
      typed.trim() === '' || readDates(typed, new Date()) ? undefined : `Write ${DATE_FORMS}.`,
  });
  const read = text === undefined ? undefined : readDates(text, new Date());
  return text === undefined ? undefined : { ...others, ...(read && { dates: read }) };
}

/** A filter without one of its fields. */
function without(filter: AuditFilter, field: keyof AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field));
}
