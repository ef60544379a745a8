import { DICTIONARY } from './dictionary.js';
import type { Random } from './random.js';

/** Makes one change of a text; `other` gives the text of another file, to take from. */
export type Mutation = (text: string, random: Random, other: () => string) => string;

const MAX_LENGTH = 200_000;

const replaced = (text: string, { start, end }: { start: number; end: number }, by: string): string =>
  text.slice(0, start) + by + text.slice(end);
const piece = (random: Random): string => random.pick(random.pick(DICTIONARY));

/** Changes of characters and pieces, wherever. */
const CHARACTERS: readonly Mutation[] = [
  (text, random) => replaced(text, random.range(text), ''),
  (text, random) => {
    const { start, end } = random.range(text);
    return replaced(text, { start: end, end }, text.slice(start, end));
  },
  (text, random) => {
    const [one, two] = [random.range(text), random.range(text)].sort((a, b) => a.start - b.start);
    if (!one || !two || one.end > two.start) return text.slice(1);
    const between = text.slice(one.end, two.start);
    return replaced(
      text,
      { start: one.start, end: two.end },
      text.slice(two.start, two.end) + between + text.slice(one.start, one.end),
    );
  },
  insertPiece,
  insertPiece,
  insertPiece,
  (text, random) => replaced(text, random.range(text), piece(random)),
  (text, random) => {
    const start = random.below(text.length + 1);
    return replaced(text, { start, end: start + 1 }, String.fromCharCode(random.below(0x250)));
  },
  (text, random) => {
    const start = random.below(text.length + 1);
    return replaced(
      text,
      { start, end: start + random.below(2) },
      String.fromCodePoint(random.below(0x110000)),
    );
  },
];

function insertPiece(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return replaced(text, { start, end: start }, piece(random));
}

const byLines =
  (change: (lines: string[], at: number, random: Random) => void): Mutation =>
  (text, random) => {
    const lines = text.split('\n');
    change(lines, random.below(lines.length), random);
    return lines.join('\n');
  };

/** Changes of whole lines. */
const LINES: readonly Mutation[] = [
  byLines((lines, at) => lines.splice(at, 1)),
  byLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  byLines((lines, at, random) => {
    const [line = ''] = lines.splice(at, 1);
    lines.splice(random.below(lines.length + 1), 0, line);
  }),
  byLines(
    (lines, at, random) =>
      (lines[at] = random.pick([' ', '  ', '    ', '\t', '> ', '- ']) + (lines[at] ?? '')),
  ),
  byLines((lines, at) => (lines[at] = (lines[at] ?? '').trimStart())),
  byLines((lines, at) => lines.splice(at, 2, (lines[at] ?? '') + (lines[at + 1] ?? ''))),
  byLines((lines, at, random) => lines.splice(at, 0, piece(random))),
  byLines((lines, at, random) => {
    const count = random.below(4);
    const ours = lines.slice(at, at + count);
    lines.splice(at, count, '<<<<<<< HEAD', ...ours, '=======', ...ours.toReversed(), '>>>>>>> other');
  }),
];

/** Changes of a file's structure, and of all of it. */
const STRUCTURE: readonly Mutation[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => text.replaceAll('\n', () => random.pick(['\n', '\r\n', '\r'])),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll("'", '"'),
  (text) => text.replaceAll(/,(?=\s*["\w])/g, ''),
  atSome(
    /: /g,
    (random) =>
      `: ${random.pick(['&a ', '*a ', '!!str ', '!!float ', '!x ', '|\n    ', '>\n    ', '"', "'", '[', '{', '- '])}`,
  ),
  atSome(/\n/g, (random) => `\n${random.pick([' ', '  ', '- ', '? ', ': ', '#', '---\n', '\n', '\t'])}`),
  atSome(/\d+/g, (random) =>
    random.pick([
      '1e400',
      '9'.repeat(1 + random.below(40)),
      '-0',
      '-0.0',
      '0.1',
      '1.5e-7',
      '1e16',
      '0x10',
      '.inf',
    ]),
  ),
  atSome(/\b\w+\b/g, piece),
  atSome(/[.,;:!?]/g, piece),
  (text, random) => {
    const { start, end } = random.range(text);
    return replaced(text, { start, end }, random.pick(['[', '{', '"', "'", '{{', '`', '```\n', '**', '<b>']) + text.slice(start, end) + random.pick([']', '}', '"', "'", '}}', '`', '\n```', '**', '</b>'])); // prettier-ignore
  },
  (text, random) => {
    const { start } = random.range(text);
    return replaced(
      text,
      { start, end: start },
      piece(random).repeat(1 + random.below(random.chance(0.02) ? 4000 : 60)),
    );
  },
  (text, random) => {
    const depth = 1 + random.below(random.chance(0.1) ? 600 : 20);
    const [open, close] = random.pick([['[', ']'], ['{"a":', '}'], ['{a: ', '}'], ['- ', ''], ['> ', ''], ['{{', '}}'], ['<b>', '</b>'], ['(', ')'], ['**', '**']] as const); // prettier-ignore
    const { start, end } = random.range(text);
    return replaced(text, { start, end }, open.repeat(depth) + text.slice(start, end) + close.repeat(depth));
  },
  (text, random) => {
    const { start, end } = random.range(text);
    return replaced(text, { start, end }, text.slice(start, end).repeat(1 + random.below(30)));
  },
];

/** Changes that take from another file. */
const SPLICES: readonly Mutation[] = [
  (text, random, other) => {
    const second = other();
    return text.slice(0, random.below(text.length + 1)) + second.slice(random.below(second.length + 1));
  },
  (text, random, other) => {
    const second = other();
    const taken = random.range(second);
    return replaced(text, random.range(text), second.slice(taken.start, taken.end));
  },
];

function atSome(pattern: RegExp, by: (random: Random) => string): Mutation {
  return (text, random) => {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) return insertPiece(text, random);
    const { index, 0: found } = random.pick(matches);
    return replaced(text, { start: index, end: index + found.length }, by(random));
  };
}

/** Every group is as likely as it is useful: most texts should still be read in part. */
const GROUPS: readonly (readonly Mutation[])[] = [CHARACTERS, CHARACTERS, LINES, STRUCTURE, SPLICES];

/** A text after a few changes. */
export function mutate(text: string, random: Random, other: () => string): string {
  const count = random.chance(0.6) ? 1 + random.below(2) : 1 + random.below(8);
  let changed = text;
  for (let i = 0; i < count; i++)
    changed = random.pick(random.pick(GROUPS))(changed, random, other).slice(0, MAX_LENGTH);
  return changed;
}

/** Bytes after a few changes, each a character below U+0100. */
export function mutateBytes(bytes: string, random: Random): string {
  let changed = bytes;
  for (let i = 1 + random.below(3); i > 0; i--) {
    const { start, end } = random.range(changed);
    const by = String.fromCharCode(random.below(256)).repeat(random.below(3));
    changed = replaced(changed, { start, end: random.chance(0.5) ? start : Math.min(end, start + 2) }, by);
  }
  return changed;
}
