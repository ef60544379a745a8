import type { Choice, Choices } from '../webview/fields.js';
import {
  KEPT_FIELDS,
  LISTS,
  type List,
  type RenderMessage,
  type RenderPart,
  type SentRenderMessage,
} from './protocol.js';

// A page keeps what it was told: what is sent is what became different, and of the drop-downs, which hold as much as a folder, the
// options while they stay.

/** Leaves out of messages what was sent already. */
export class SentRender {
  /** What the page has: of lists their options, of all else its JSON. */
  readonly #lists = new Map<string, readonly Choice[]>();
  readonly #fields = new Map<string, string>();

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#lists.clear();
    this.#fields.clear();
  }

  /** Whether the page was told everything once. */
  get isBegun(): boolean {
    return this.#fields.size > 0;
  }

  /** A message, or a part of one, as it is to be sent. */
  slim({ sections = [], ...fields }: RenderPart): SentRenderMessage {
    const changed = Object.entries(fields).flatMap(([name, value]) => {
      const sent = isList(name) ? this.#list(name, value as Choices) : this.#field(name, value);
      return sent === undefined ? [] : [[name, sent]];
    });
    return { ...(Object.fromEntries(changed) as Partial<SentRenderMessage>), type: 'render', sections };
  }

  #list(name: List, { options, selected }: Choices): Partial<Choices> | undefined {
    const isOther = !areSame(this.#lists.get(name), options);
    if (isOther) this.#lists.set(name, options);
    const isChosen = this.#field(name, selected) === undefined;
    if (isOther) return { options, selected };
    return isChosen ? undefined : { selected };
  }

  #field<Value>(name: string, value: Value): Value | undefined {
    const json = JSON.stringify(value);
    if (this.#fields.get(name) === json) return undefined;
    this.#fields.set(name, json);
    return value;
  }
}

/** Whether a message as it is sent tells the page anything. */
export function isNews(message: SentRenderMessage): boolean {
  return (
    message.sections.length > 0 || [...LISTS, ...KEPT_FIELDS].some((name) => message[name] !== undefined)
  );
}

/** Puts back into messages what was left out of them. */
export class KeptRender {
  #kept: RenderPart = {};

  /** A message as it was meant; `undefined` for a part of one whose beginning never came. */
  fill({ sections, ...sent }: SentRenderMessage): RenderMessage | undefined {
    const lists = LISTS.map((name) => [name, { ...this.#kept[name], ...sent[name] }]);
    const kept = { ...this.#kept, ...sent, ...(Object.fromEntries(lists) as Pick<RenderMessage, List>) };
    if (!isWhole(kept)) return undefined;
    this.#kept = kept;
    return { ...kept, sections };
  }
}

function isWhole(kept: RenderPart): kept is RenderMessage {
  return (
    KEPT_FIELDS.every((name) => kept[name] !== undefined) &&
    LISTS.every((name) => {
      const { options, selected }: Partial<Choices> = kept[name] ?? {};
      return options !== undefined && selected !== undefined;
    })
  );
}

function isList(name: string): name is List {
  return (LISTS as readonly string[]).includes(name);
}

function areSame(before: readonly Choice[] | undefined, now: readonly Choice[]): boolean {
  if (before === now) return true;
  return (
    before?.length === now.length &&
    now.every(({ value, label }, i) => value === before[i]?.value && label === before[i].label)
  );
}
