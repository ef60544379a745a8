import type { TextEdit } from '../../edits/textEdit.js';

/** A place where one sentence can become two. */
export interface Split {
  /** What stands between the clauses, such as `, and`. */
  readonly at: string;
  readonly edits: readonly TextEdit[];
  /** Lengths of the halves differ by this much. */
  readonly imbalance: number;
}

/** A comma or semicolon, perhaps a conjunction, and the subject of the next clause with the word after it. */
const JOINT =
  /(?<mark>[,;])(?<gap>[ \t]*\n?[ \t]*)(?:(?<conjunction>and|but|so|or)(?<space>[ \t]+|[ \t]*\n[ \t]*))?(?<subject>I|you|we|they|he|she|it|this|that|there|these|those)(?=\s+(?<next>[\p{L}’']{1,100}))/giu;
/** Clauses that begin with these depend on the next one. */
const SUBORDINATE =
  /(?:^|[,;]\s*(?:(?:and|but|so|or)\s+)?)["'“‘([*_]*(?:if|when|whenever|while|although|though|because|unless|since|after|before|as|once|until|till|whether|where|wherever|whereas|given|provided|even|should|had|were|either|neither|both|not)\b/i;
/** What makes two clauses depend on each other wherever it stands. */
const BINDING = /\b(?:either|neither|whether|not only|rather than|so that|such that|in order)\b|[:—–]|\s-\s/i;
/** What may follow “this”, “that” and the like as a subject, rather than as part of one or as a conjunction. */
const PREDICATE =
  /^(?:is|are|was|were|will|would|can|could|should|must|may|might|means|makes|does|do|did|has|have|had|helps|keeps|gives|shows|says)$/i;
/** After “so” and a subject these speak of a purpose, which belongs to the clause before. */
const PURPOSE = /^(?:can|could|may|might|will|would|do|don['’]t|need)$/i;
/** Words that can begin no clause behind its subject: the “subject” is an object or one of a list there. */
const NO_VERB = /^(?:and|or|but|nor|to|of|in|on|at|by|for|with|from|as|than|too|alone|both|all|either)$/i;
/** The fewest words that a clause before the mark must have to be one. */
const MIN_WORDS = 3;

/**
 * The places of a sentence where two independent clauses meet, the one nearest to its middle first. `start` and `end`
 * are the sentence's in its text. Gives too few rather than one too many.
 */
export function safeSplits(text: string, start: number, end: number): Split[] {
  const sentence = text.slice(start, end);
  if (!/[.!]["'”’»)\]*_~]*$/.test(sentence) || sentence.includes('|')) return [];
  const paragraph = text.lastIndexOf('\n\n', start) + 1;
  return [...sentence.matchAll(JOINT)]
    .filter(
      ({ index }) =>
        isIndependent(sentence.slice(0, index)) && isOutside(text.slice(paragraph, start + index)),
    )
    .flatMap((match) => splitAt(match, sentence, start))
    .sort((a, b) => a.imbalance - b.imbalance);
}

function splitAt(match: RegExpExecArray, sentence: string, start: number): Split[] {
  const { mark = '', gap = '', conjunction = '', space = '', subject = '', next = '' } = match.groups ?? {};
  if (gap === '' || (mark === ',' && conjunction === '')) return [];
  if (subject.toLowerCase() === 'i' && subject !== 'I') return [];
  if (NO_VERB.test(next) || (isPointing(subject) && !PREDICATE.test(next))) return [];
  const word = conjunction.toLowerCase();
  if (word === 'so' && PURPOSE.test(next)) return [];
  const first = sentence.slice(0, match.index);
  if (subject.toLowerCase() === 'that' && /\bthat\b/i.test(first)) return [];
  const at = start + match.index;
  const from = at + mark.length + gap.length;
  // “And” says no more than the full stop does; the others do.
  const dropped = word === 'and' ? conjunction.length + space.length : 0;
  const letter = sentence[from - start + dropped] ?? '';
  return [
    {
      at: conjunction === '' ? mark : `${mark} ${conjunction}`,
      edits: [
        { start: at, end: at + mark.length, text: '.' },
        { start: from, end: from + dropped + 1, text: letter.toUpperCase() },
      ],
      imbalance: Math.abs(sentence.length - 2 * match.index),
    },
  ];
}

/** “This”, “that”, “these”, “those” may also stand before a noun, and “there” may name a place. */
function isPointing(subject: string): boolean {
  return /^th(?:is|at|ere|ese|ose)$/i.test(subject);
}

function isIndependent(clauses: string): boolean {
  if (SUBORDINATE.test(clauses) || BINDING.test(clauses)) return false;
  const last = clauses.split(/[,;]/).at(-1) ?? '';
  return last.split(/\s+/).filter((word) => /[\p{L}\p{N}}]/u.test(word)).length >= MIN_WORDS;
}

/** True where no quote, bracket, emphasis or code is open at the end of a text that begins with its paragraph. */
function isOutside(text: string): boolean {
  const visible = text.replaceAll(/\\./g, '  ');
  const isOdd = (sign: RegExp): boolean => [...visible.matchAll(sign)].length % 2 === 1;
  const opens = (open: RegExp, close: RegExp): boolean =>
    [...visible.matchAll(open)].length > [...visible.matchAll(close)].length;
  const single = opens(/(?:^|[\s([])['‘](?=\S)/g, /(?<=\S)['’](?![\p{L}\p{N}])/gu);
  const emphasis =
    isOdd(/\*\*/g) ||
    isOdd(/(?<!\*)\*(?![*\s])|(?<=\S)(?<!\*)\*(?!\*)(?=\s|$)/g) ||
    isOdd(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu);
  return !(
    isOdd(/"/g) ||
    isOdd(/`/g) ||
    single ||
    emphasis ||
    opens(/“/g, /”/g) ||
    opens(/«/g, /»/g) ||
    opens(/[([{]/g, /[)\]}]/g) ||
    opens(/<(?=[\p{L}/])/gu, />/g)
  );
}
