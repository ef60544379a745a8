import type { CompiledTemplate } from './compileTemplate.js';
import { PLACEHOLDERS, type Placeholder } from './model/placeholders.js';
import { addAll } from './text/addAll.js';
import { SLOTS, type BySlot, type Slot } from './model/slots.js';

/** What stands between the parts of a prompt (spec, section 2, rule 4). */
export const SEPARATOR = '\n\n';

/** The text each placeholder is replaced by. */
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/** Where a stretch of the prompt comes from; `start` is its offset in the template's content or in the value's text. */
export type Origin =
  | { readonly kind: 'template'; readonly slot: Slot; readonly start: number }
  | { readonly kind: 'value'; readonly slot: Slot; readonly name: Placeholder; readonly start: number }
  | { readonly kind: 'separator' };

/** A stretch of the prompt, in UTF-16 offsets, and its origin: equal text stands there. Only an empty value's is empty. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

/** A placeholder that is not written as such in a template: text that a task brought in is part of it. */
export interface FormedPlaceholder {
  readonly slot: Slot;
  readonly name: Placeholder;
  /** The stretch of the task's text that is part of it. */
  readonly task: { readonly start: number; readonly end: number };
}

/** Where every character of a prompt comes from; the spans cover it from start to end. */
export interface Provenance {
  readonly spans: readonly Span[];
  readonly formed: readonly FormedPlaceholder[];
}

/** The text of one part with its values filled in. */
export function renderPart(template: CompiledTemplate, values: PlaceholderValues): string {
  if (needsSteps(template, values)) return renderBySteps(template.content, values);
  const { literals, placeholders } = template;
  let text = literals[0] ?? '';
  for (let i = 0; i < placeholders.length; i++) {
    text += values[placeholders[i] as Placeholder];
    text += literals[i + 1] as string;
  }
  return text;
}

/** The parts in order, joined by one blank line. */
export function joinParts(parts: BySlot<string>): string {
  return `${parts.system}${SEPARATOR}${parts.personality}${SEPARATOR}${parts.activity}${SEPARATOR}${parts.task}`;
}

/**
 * The service replaces one placeholder after the other, so a task can bring in, or complete, a placeholder of a later
 * step. Only then must the steps be taken; otherwise filling in all at once gives the same text.
 */
export function needsSteps(template: CompiledTemplate, values: PlaceholderValues): boolean {
  return template.taskMayComplete || (template.holdsTask && values.task.includes('{'));
}

/** The service's own way: each placeholder in its turn, in the text that the turn before left. */
function renderBySteps(content: string, values: PlaceholderValues): string {
  return PLACEHOLDERS.reduce((text, name) => text.split(`{{${name}}}`).join(values[name]), content);
}

/** Where every character of the assembled prompt comes from. */
export function traceParts(templates: BySlot<CompiledTemplate>, values: PlaceholderValues): Provenance {
  const formed: FormedPlaceholder[] = [];
  const stretches = SLOTS.flatMap((slot) => [
    ...(slot === 'system' ? [] : [BETWEEN_PARTS]),
    ...tracedStretches(templates[slot], slot, values, formed),
  ]);
  return { spans: spansOf(stretches), formed };
}

/** The same of one part by itself. */
export function tracePart(template: CompiledTemplate, slot: Slot, values: PlaceholderValues): Provenance {
  const formed: FormedPlaceholder[] = [];
  return { spans: spansOf(tracedStretches(template, slot, values, formed)), formed };
}

interface Stretch {
  readonly length: number;
  readonly origin: Origin;
}

const BETWEEN_PARTS: Stretch = { length: SEPARATOR.length, origin: { kind: 'separator' } };

function tracedStretches(
  template: CompiledTemplate,
  slot: Slot,
  values: PlaceholderValues,
  formed: FormedPlaceholder[],
): Stretch[] {
  const stretches = needsSteps(template, values)
    ? traceSteps(template, slot, values, formed)
    : traceAtOnce(template, slot, values);
  return stretches.filter(({ length, origin }) => length > 0 || origin.kind === 'value');
}

function spansOf(stretches: readonly Stretch[]): Span[] {
  let end = 0;
  return stretches.map(({ length, origin }) => ({ start: end, end: (end += length), origin }));
}

function traceAtOnce(
  { literals, placeholders, offsets }: CompiledTemplate,
  slot: Slot,
  values: PlaceholderValues,
): Stretch[] {
  return literals.flatMap((literal, i): Stretch[] => {
    const name = placeholders[i];
    const template: Stretch = {
      length: literal.length,
      origin: { kind: 'template', slot, start: offsets[i] ?? 0 },
    };
    return name === undefined
      ? [template]
      : [template, { length: values[name].length, origin: { kind: 'value', slot, name, start: 0 } }];
  });
}

function traceSteps(
  template: CompiledTemplate,
  slot: Slot,
  values: PlaceholderValues,
  formed: FormedPlaceholder[],
): Stretch[] {
  let text = template.content;
  let stretches: Stretch[] = [{ length: text.length, origin: { kind: 'template', slot, start: 0 } }];
  for (const name of PLACEHOLDERS) {
    const placeholder = `{{${name}}}`;
    const value: Stretch = { length: values[name].length, origin: { kind: 'value', slot, name, start: 0 } };
    const cutter = new StretchCutter(stretches);
    const next: Stretch[] = [];
    for (
      let at = text.indexOf(placeholder);
      at >= 0;
      at = text.indexOf(placeholder, at + placeholder.length)
    ) {
      addAll(next, cutter.take(at));
      const replaced = cutter.take(at + placeholder.length);
      const task = taskStretch(replaced);
      if (task) formed.push({ slot, name, task });
      next.push(value);
    }
    addAll(next, cutter.take(text.length));
    stretches = next;
    text = text.split(placeholder).join(values[name]);
  }
  return stretches;
}

/** Hands out a row of stretches bit by bit, from the left. */
class StretchCutter {
  #index = 0;
  #used = 0;
  #position = 0;

  constructor(private readonly stretches: readonly Stretch[]) {}

  /** What lies between where the last call ended and this position. */
  take(position: number): Stretch[] {
    const taken: Stretch[] = [];
    while (this.#position < position) {
      const stretch = this.stretches[this.#index];
      if (!stretch) break;
      const length = Math.min(stretch.length - this.#used, position - this.#position);
      if (length > 0) taken.push({ length, origin: shifted(stretch.origin, this.#used) });
      this.#used += length;
      this.#position += length;
      if (this.#used === stretch.length) {
        this.#index++;
        this.#used = 0;
      }
    }
    return taken;
  }
}

function shifted(origin: Origin, by: number): Origin {
  return origin.kind === 'separator' ? origin : { ...origin, start: origin.start + by };
}

function taskStretch(stretches: readonly Stretch[]): { start: number; end: number } | undefined {
  const ranges = stretches.flatMap(({ length, origin }) =>
    origin.kind === 'value' ? [{ start: origin.start, end: origin.start + length }] : [],
  );
  const [first] = ranges;
  const last = ranges.at(-1);
  return first && last && { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
