/** So many names are put into their places one by one; of more, all are put in order anew. */
const MAX_PLACED = 64;

/** Names in the order of their lower case, with that and with the letters that each holds: as long as they are not changed. */
export interface OrderedNames {
  readonly names: readonly string[];
  readonly lower: readonly string[];
  readonly letters: readonly number[];
}

/** Where names are kept, each with what has it. */
export interface NameSource {
  keys(): Iterable<string>;
  get(name: string): { readonly size: number };
}

/**
 * Names in order, each once, that are cheap to keep so while one of them is being typed. Which names there are, its owner knows,
 * and says when one may have come or gone; they are looked at when somebody asks. `findNames` looks for some of them.
 */
export class NameList {
  #ordered: { readonly names: string[]; readonly lower: string[]; readonly letters: number[] } | undefined;
  readonly #changed = new Set<string>();
  #shown: readonly string[] | undefined;

  private readonly sources: readonly NameSource[];

  /** The names are all those of the sources. */
  constructor(...sources: readonly NameSource[]) {
    this.sources = sources;
  }

  /** A name may have come or gone. */
  touch(name: string): void {
    if (this.#changed.size < MAX_PLACED) this.#changed.add(name);
    else this.#ordered = undefined;
  }

  /** All names in order; the same list as long as none comes or goes. */
  list(): readonly string[] {
    const { names } = this.ordered();
    return (this.#shown ??= [...names].sort());
  }

  /** How many names there are. */
  get size(): number {
    return this.ordered().names.length;
  }

  /** The names as they are kept, until the next of them comes or goes. */
  ordered(): OrderedNames {
    const ordered = this.#ordered;
    if (!ordered) this.#putInOrder();
    else for (const name of this.#changed) this.#place(ordered, name);
    this.#changed.clear();
    return this.#ordered ?? { names: [], lower: [], letters: [] };
  }

  #putInOrder(): void {
    const all = new Set(this.sources.flatMap((source) => [...source.keys()]));
    const pairs = Array.from(all, (name) => ({ name, lower: name.toLowerCase() }));
    pairs.sort((a, b) => compare(a.lower, b.lower) || compare(a.name, b.name));
    const lower = pairs.map((pair) => pair.lower);
    this.#ordered = { names: pairs.map(({ name }) => name), lower, letters: lower.map(lettersOf) };
    this.#shown = undefined;
  }

  /** Puts a name where it belongs, or takes it out. */
  #place(
    { names, lower, letters }: { names: string[]; lower: string[]; letters: number[] },
    name: string,
  ): void {
    const text = name.toLowerCase();
    let at = placeOf(lower, text);
    while (lower[at] === text && compare(names[at] ?? '', name) < 0) at++;
    const isThere = this.sources.some((source) => source.get(name).size > 0);
    if ((names[at] === name) === isThere) return;
    this.#shown = undefined;
    const gone = isThere ? 0 : 1;
    names.splice(at, gone, ...(isThere ? [name] : []));
    lower.splice(at, gone, ...(isThere ? [text] : []));
    letters.splice(at, gone, ...(isThere ? [lettersOf(text)] : []));
  }
}

/** Where the first of some texts in order is that does not come before another. */
export function placeOf(texts: readonly string[], text: string): number {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The letters of a text in lower case as bits: one for each of `a` to `z`, the others share some. What it lacks by this it does not hold. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << bitOf(text.charCodeAt(i));
  return letters;
}

function bitOf(code: number): number {
  return code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6);
}
