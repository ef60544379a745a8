/**
 * UTF-16 units that may begin an emoji, or end a keycap: a rough net, of the units that \p{Emoji} and the leading surrogates
 * of its blocks fill. Few and wide ranges, so that prose falls through it at the speed of the regular expression engine.
 */
const CANDIDATE = /[\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\ud83c-\ud83e]/g;

/** One part of a joined sequence (UTS #51, emoji_zwj_element): a flag, or an emoji with the modifier or selector it may have. */
const ELEMENT = String.raw`\p{RI}\p{RI}|[\p{Emoji}--[0-9#*]](?:\p{EMod}|\ufe0f)?`;
/**
 * The longest emoji at a place that nothing is joined to: an RGI sequence, or a character shown as emoji by default. It is
 * written by the kinds of RGI sequences, in the order of UTS #51, since \p{RGI_Emoji} itself, a list of thousands, takes
 * the engine 20 ms to compile and microseconds to try.
 */
const UNJOINED = [
  String.raw`[0-9#*]\ufe0f\u20e3`,
  String.raw`[\p{Emoji}--\p{Emoji_Presentation}--[0-9#*]]\ufe0f`,
  String.raw`(?=\p{EBase}\p{EMod})\p{RGI_Emoji_Modifier_Sequence}`,
  String.raw`\p{RGI_Emoji_Flag_Sequence}`,
  String.raw`\p{RGI_Emoji_Tag_Sequence}`,
  String.raw`\p{Emoji_Presentation}`,
].join('|');

const ZERO_WIDTH_JOINER = 0x200d;
const TEXT_STYLE = 0xfe0e;
const EMOJI_STYLE = 0xfe0f;
const KEYCAP = 0x20e3;

/**
 * A finder of emoji: start and end of each, by turns (spec, section 4, `NO_EMOJI`). What is joined is found whole, whether
 * or not it is RGI; what a text selector follows is text. The expressions are compiled on first use, and only ever run where
 * a character hints at an emoji.
 */
export function createEmojiFinder(): (text: string) => number[] {
  const candidates = new RegExp(CANDIDATE);
  let element: RegExp | undefined;
  let unjoined: RegExp | undefined;

  function emojiEnd(text: string, start: number): number {
    element ??= new RegExp(ELEMENT, 'vy');
    unjoined ??= new RegExp(UNJOINED, 'vy');
    const first = matchEnd(element, text, start);
    let end = first;
    while (end >= 0 && text.charCodeAt(end) === ZERO_WIDTH_JOINER) {
      const next = matchEnd(element, text, end + 1);
      if (next < 0) break;
      end = next;
    }
    return end > first ? end : matchEnd(unjoined, text, start);
  }

  return (text) => {
    const found: number[] = [];
    let from = 0;
    // It begins anew with each text: it ended where it found none.
    while (candidates.test(text)) {
      const candidate = candidates.lastIndex - 1;
      const start = text.charCodeAt(candidate) === KEYCAP ? keycapStart(text, candidate) : candidate;
      const end = start < from ? -1 : emojiEnd(text, start);
      if (end < 0) continue;
      if (text.charCodeAt(end) !== TEXT_STYLE) found.push(start, end);
      from = candidates.lastIndex = end;
    }
    return found;
  };
}

/** Where a sticky expression's match at an index ends; -1 without one. */
function matchEnd(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : -1;
}

/** Where a keycap sequence begins (`1️⃣`: digit, selector, keycap) that ends at a keycap; -1 if none does. */
function keycapStart(text: string, keycap: number): number {
  return text.charCodeAt(keycap - 1) === EMOJI_STYLE ? keycap - 2 : -1;
}
