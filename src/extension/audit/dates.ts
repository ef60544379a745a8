import * as l10n from '@vscode/l10n';

/** A span of local time, as somebody wrote it. */
export interface DateSpan {
  readonly text: string;
  /** Its first and its last millisecond, ISO 8601 in UTC as records have it; an open end has none. */
  readonly since?: string;
  readonly until?: string;
}

/** How dates are written, for people. */
export function dateForms(): string {
  const [today, yesterday] = dayNames();
  return l10n.t('2026-03-14, 2026-03, 2026, {0}, {1}, or two with .. between', today, yesterday);
}

/** The names of the last two days, which are read in English as well. */
function dayNames(): readonly [today: string, yesterday: string] {
  return [l10n.t('today'), l10n.t('yesterday')];
}

interface Span {
  readonly start: Date;
  /** Behind the last millisecond. */
  readonly end: Date;
}

/** Reads a day, a month, a year, or a range of two; `undefined` when it is none. Days are those of the local time zone. */
export function readDates(text: string, now: Date): DateSpan | undefined {
  const trimmed = text.trim();
  const [first = '', last = first, ...more] = trimmed.split('..').map((end) => end.trim());
  if (more.length > 0 || (first === '' && last === '')) return undefined;
  const [from, to] = [spanOf(first, now), spanOf(last, now)];
  if ((first !== '' && !from) || (last !== '' && !to)) return undefined;
  if (from && to && to.end <= from.start) return undefined;
  return {
    text: trimmed,
    ...(from && { since: from.start.toISOString() }),
    ...(to && { until: new Date(to.end.getTime() - 1).toISOString() }),
  };
}

function spanOf(text: string, now: Date): Span | undefined {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const [today, yesterday] = dayNames();
  if (text === 'today' || text === today) return days(year, month, day);
  if (text === 'yesterday' || text === yesterday) return days(year, month, day - 1);
  const [, y, m, d] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (y === undefined) return undefined;
  const [first, count] = [new Date(Number(y), Number(m ?? 1) - 1, Number(d ?? 1)), Number(m ?? 1) - 1];
  // The 31st of February is a day of March to a clock.
  if (first.getFullYear() !== Number(y) || first.getMonth() !== count) return undefined;
  if (d !== undefined && first.getDate() !== Number(d)) return undefined;
  if (d !== undefined) return days(Number(y), count, Number(d));
  const end = m === undefined ? new Date(Number(y) + 1, 0) : new Date(Number(y), count + 1);
  return { start: first, end };
}

function days(year: number, month: number, day: number): Span {
  return { start: new Date(year, month, day), end: new Date(year, month, day + 1) };
}

/** The local day of a time, as `2026-03-14`. */
export function dayOf(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** What follows each other on one local day, in the order given. */
export function byDay<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => Date,
): { readonly day: string; readonly items: readonly Item[] }[] {
  const groups: { day: string; items: Item[] }[] = [];
  for (const item of items) {
    const day = dayOf(timeOf(item));
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
