import type { Finding, TextRange } from '../model/findings.js';
import { visitNodes, type StringNode, type ValueNode } from './valueNode.js';

/** Zero-width characters, bidirectional controls and tag characters (spec, section 5). */
const CANDIDATES = /[\u200B-\u200F\u061C\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x061c, 'Arabic letter mark'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2061, 'function application'],
  [0x2062, 'invisible times'],
  [0x2063, 'invisible separator'],
  [0x2064, 'invisible plus'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0xfeff, 'zero width no-break space'],
]);

/** Scripts whose spelling needs joiners between letters (Unicode, chapters 9 and 12 to 14). */
const JOINING_SCRIPTS =
  'Arabic Syriac Mandaic Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan Balinese Javanese'.split(
    ' ',
  );
const JOINING_LETTER = `[${JOINING_SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]`;

/*
 * Expressions with large sets, each made on first use: together they take some 15 ms, which nearly every start would pay in
 * vain, for few files hold a character that they are asked about.
 */
let joinedBefore: RegExp | undefined;
let joinedAfter: RegExp | undefined;
let rgiEmoji: RegExp | undefined;

/** True for values that may hold invisible characters on purpose: they say what to look for. */
function isExempt([first, , third]: readonly (string | number)[]): boolean {
  return (
    first === 'suppress' || first === 'constraints' || (first === 'templates' && third === 'constraints')
  );
}

/** Findings for characters that nobody sees, in all texts of a file. */
export function invisibleCharacterFindings(root: ValueNode): Finding[] {
  const found: Finding[][] = [];
  visitNodes(root, (node, path) => {
    if (isExempt(path)) return;
    if (node.kind === 'string') found.push(findingsInString(node));
    if (node.kind === 'mapping')
      for (const { key, keyRange } of node.entries) found.push(findingsInKey(key, keyRange));
  });
  return found.flat();
}

function findingsInString(node: StringNode): Finding[] {
  return invisibleCharacters(node.value).map(({ index, character }) => {
    const map = node.textMap();
    const end = index + character.length;
    return {
      ...finding(character, map.rangeToSource(index, end)),
      ...(map.standsAlone(index, end) && { replacement: '' }),
    };
  });
}

/** Where in a key it stands is not known, so no fix is offered that would take the whole key away. */
function findingsInKey(key: string, range: TextRange): Finding[] {
  return invisibleCharacters(key).map(({ character }) => finding(character, range));
}

function finding(character: string, range: TextRange): Finding {
  const message = `An invisible character stands here: ${nameOf(character)}. Remove it, or write what you mean.`;
  return { code: 'invisible-character', severity: 'warning', message, range, text: character };
}

function invisibleCharacters(text: string): { index: number; character: string }[] {
  const candidates = [...text.matchAll(CANDIDATES)]
    .map(({ index, 0: character }) => ({ index, character }))
    .filter(({ index, character }) => !isJoiner(text, index, character));
  const emoji = candidates.some(({ character }) => EMOJI_PART.test(character))
    ? [...text.matchAll((rgiEmoji ??= new RegExp('\\p{RGI_Emoji}', 'gv')))]
    : [];
  let next = 0;
  return candidates.filter(({ index }) => {
    for (let end = endOf(emoji[next]); end !== undefined && end <= index; end = endOf(emoji[next])) next++;
    const nearest = emoji[next];
    return nearest === undefined || index < nearest.index;
  });
}

function nameOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const name = NAMES.get(codePoint) ?? (codePoint >= 0xe0000 ? 'tag character' : 'format character');
  return `${name} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`;
}

function isJoiner(text: string, index: number, character: string): boolean {
  if (character !== '\u200C' && character !== '\u200D') return false;
  joinedBefore ??= new RegExp(`${JOINING_LETTER}$`, 'u');
  joinedAfter ??= new RegExp(`^${JOINING_LETTER}`, 'u');
  return (
    joinedBefore.test(text.slice(Math.max(0, index - 2), index)) &&
    joinedAfter.test(text.slice(index + 1, index + 3))
  );
}

/** Of these characters, the ones that emoji sequences are made with. */
const EMOJI_PART = /[\u200D\u{E0000}-\u{E007F}]/u;

function endOf(match: RegExpExecArray | undefined): number | undefined {
  return match && match.index + match[0].length;
}
