/** So many names are put into their places one by one; of more, all are put in order anew. */
const MAX_PLACED = 64;

/** What is looked for among names. */
export interface NameQuery {
  /** The letters that are typed: they occur in a name in this order, as editors compare them. */
  readonly typed: string;
  /** The most names that are wanted. One more is given where there are more. */
  readonly most: number;
  /** A word that names have which are meant for a place: they come before others. */
  readonly meant?: string | undefined;
}

/**
 * Names in order, each once, in which a few letters find those that hold them: in a list of many about as soon as in one of
 * few, also while one of the names is being typed. Which names there are, its owner knows, and says when one may have
 * come or gone; they are looked at when somebody asks.
 */
export class NameList {
  /** The names by their lower case, with that and with the letters that each holds. */
  #names: string[] | undefined;
  #lower: string[] = [];
  #letters: number[] = [];
  readonly #changed = new Set<string>();
  #shown: readonly string[] | undefined;

  /** `all` gives every name there is, in any order; `has` tells whether one is there. */
  constructor(
    private readonly all: () => Iterable<string>,
    private readonly has: (name: string) => boolean,
  ) {}

  /** A name may have come or gone. */
  touch(name: string): void {
    if (!this.#names) return;
    if (this.#changed.size < MAX_PLACED) this.#changed.add(name);
    else this.#forget();
  }

  /** All names in order; the same list as long as none comes or goes. */
  list(): readonly string[] {
    const names = this.#settled();
    return (this.#shown ??= [...names].sort());
  }

  /** How many names there are. */
  get size(): number {
    return this.#settled().length;
  }

  /** The names that letters may stand for: those that begin with them first, then those that are meant for the place. */
  find({ typed, most, meant = '' }: NameQuery): string[] {
    const names = this.#settled();
    const word = typed.toLowerCase();
    const start = word === '' ? 0 : this.#placeOf(word);
    let end = start;
    if (word !== '') while (end - start <= most && this.#lower[end]?.startsWith(word)) end++;
    const found = names.slice(start, end);
    return found.length > most
      ? found
      : [...found, ...this.#others(word, meant, start, end, most)].slice(0, most + 1);
  }

  /** Those that do not begin with the word, and hold its letters. */
  #others(word: string, meant: string, start: number, end: number, most: number): string[] {
    const names = this.#settled();
    const wanted = lettersOf(word);
    const preferred = lettersOf(meant) | wanted;
    const first: string[] = [];
    const rest: string[] = [];
    for (let i = 0; i < names.length && first.length <= most; i++) {
      const letters = this.#letters[i] ?? 0;
      // Most names are passed over by this alone: it has to be quick.
      const mayBeMeant = meant !== '' && (letters & preferred) === preferred;
      if (!mayBeMeant && (rest.length > most || (letters & wanted) !== wanted)) continue;
      if (i >= start && i < end) continue;
      const name = this.#lower[i] ?? '';
      if (!holdsInOrder(name, word)) continue;
      if (mayBeMeant && name.includes(meant)) first.push(names[i] ?? '');
      else if (rest.length <= most) rest.push(names[i] ?? '');
    }
    return [...first, ...rest];
  }

  #settled(): readonly string[] {
    if (!this.#names) return this.#putInOrder();
    for (const name of this.#changed) this.#place(this.#names, name);
    this.#changed.clear();
    return this.#names;
  }

  #putInOrder(): readonly string[] {
    const pairs = Array.from(this.all(), (name) => ({ name, lower: name.toLowerCase() }));
    pairs.sort((a, b) => compare(a.lower, b.lower) || compare(a.name, b.name));
    this.#lower = pairs.map(({ lower }) => lower);
    this.#letters = this.#lower.map(lettersOf);
    return (this.#names = pairs.map(({ name }) => name));
  }

  /** Puts a name where it belongs, or takes it out. */
  #place(names: string[], name: string): void {
    const lower = name.toLowerCase();
    let at = this.#placeOf(lower);
    while (this.#lower[at] === lower && compare(names[at] ?? '', name) < 0) at++;
    const isIn = names[at] === name;
    const isThere = this.has(name);
    if (isIn === isThere) return;
    this.#shown = undefined;
    const [gone, come] = isThere ? [0, [0]] : [1, []];
    names.splice(at, gone, ...come.map(() => name));
    this.#lower.splice(at, gone, ...come.map(() => lower));
    this.#letters.splice(at, gone, ...come.map(() => lettersOf(lower)));
  }

  /** Where the first name is that does not come before a text in lower case. */
  #placeOf(text: string): number {
    let [low, high] = [0, this.#lower.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lower[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #forget(): void {
    this.#names = undefined;
    this.#changed.clear();
    this.#shown = undefined;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The letters of a text as bits, several of which share one: what a text lacks by this it does not hold. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

/** Whether the letters of a word occur in a text, in their order. */
export function holdsInOrder(text: string, word: string): boolean {
  let at = 0;
  for (let i = 0; i < word.length; i++) {
    at = text.indexOf(word.charAt(i), at) + 1;
    if (at === 0) return false;
  }
  return true;
}
