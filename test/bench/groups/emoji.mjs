import emojiRegex from 'emoji-regex';
import { loadEngine } from '../engine.mjs';
import { contender, flatCopy, inTurns, ratio, sideBySide } from '../measure.mjs';
import { prose } from '../prompts.mjs';
import { atLeast, atMost, duration } from '../report.mjs';

/** Emoji of every kind, what is joined without being one, and what is text unless a selector says otherwise. */
const SYMBOLS = '😀 👍🏽 👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇴 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ ❤️ ©️ ⌚ 👨🏻‍🚀 🏿 🇦 😀‍😀 🐈‍❤️ 3 # * © ™ → ↔ ✓ ☺︎ 👍︎ ❤ •'.split(' ');

/** The rule written plainly: joined sequences whole, RGI sequences, characters shown as emoji by default; no text selector behind. */
const ELEMENT = String.raw`(?:\p{RI}\p{RI}|[\p{Emoji}--[0-9#*]](?:\p{EMod}|\ufe0f)?)`;
const RULE = new RegExp(
  String.raw`${ELEMENT}(?:\u200d${ELEMENT})+|\p{RGI_Emoji}|\p{Emoji_Presentation}`,
  'gv',
);

/** Finding emoji, beside emoji-regex and the expression language's own class. */
export default async function measureEmoji({ effort }) {
  const { createEmojiFinder } = await loadEngine();
  const find = createEmojiFinder();
  const { text: straight, source } = await prose(effort.of(160_000, 160_000, 2_000));
  const text = straight.replaceAll("'", '’');
  const kinds = [
    { what: 'prose', text, goal: atLeast(8) },
    { what: 'a symbol in 2,000 characters', text: withSymbols(text, 2_000), goal: atLeast(8) },
    { what: 'a symbol in 100 characters', text: withSymbols(text, 100) },
  ];
  const rows = [];
  for (const { what, text: given, goal } of kinds) {
    const texts = inTurns(() => flatCopy(given));
    const contenders = [
      contender('ours', (run) => String(find(texts(run)).length)),
      contender('emoji-regex', (run) => String(placesOf(emojiRegex(), texts(run)).length)),
    ];
    const timings = await sideBySide(contenders, { effort, alike: false });
    const slow = await sideBySide([contenders[0], contender('class', (run) => plainly(texts(run)).join())], {
      effort,
      alike: false,
      roundCount: 3,
    });
    const speed = ({ nanoseconds }) =>
      `${Math.round((given.length * 1e3) / nanoseconds)} MB/s (${duration(nanoseconds)})`;
    const others = [timings.get('emoji-regex'), slow.get('class')];
    rows.push(
      {
        what: `${what}, times as fast as emoji-regex`,
        figure: ratio(others[0], timings.get('ours')),
        ...(goal && { goal }),
        details: `${speed(timings.get('ours'))} against ${speed(others[0])}; \\p{RGI_Emoji} ${speed(others[1])}`,
      },
      {
        what: '– places unlike the rule: ours',
        figure: differences(find(given), plainly(given)),
        unit: 'places',
        goal: atMost(0),
        details: `of ${plainly(given).length / 2}`,
      },
      {
        what: "– emoji-regex's",
        figure: differences(placesOf(emojiRegex(), given), plainly(given)),
        unit: 'places',
      },
    );
  }
  const notes = [
    `${Math.round(text.length / 1000)} KB of prose from ${source}; symbols are emoji of every kind, and others that are none.`,
    'Its apostrophes are typographic: where a text is Latin-1 alone, V8 knows that it holds no emoji.',
    'The rule: joined sequences whole, \\p{RGI_Emoji}, or shown as emoji by default; nothing with the text selector behind it.',
  ];
  return { title: 'Emoji', notes, rows };
}

function withSymbols(text, distance) {
  let result = '';
  for (let start = 0, i = 0; start < text.length; start += distance, i++)
    result += `${text.slice(start, start + distance)} ${SYMBOLS[i % SYMBOLS.length]} `;
  return result;
}

/** Start and end of each match, by turns. */
function placesOf(expression, text) {
  const places = [];
  for (const { index, 0: found } of text.matchAll(expression)) places.push(index, index + found.length);
  return places;
}

function plainly(text) {
  const places = placesOf(RULE, text);
  return places.filter((_, i) => text[places[i | 1]] !== '\ufe0e');
}

/** How many places one list has and the other has not. */
function differences(places, others) {
  const pairs = (list) => new Set(list.flatMap((start, i) => (i % 2 ? [] : `${start} to ${list[i + 1]}`)));
  const [one, other] = [pairs(places), pairs(others)];
  return (
    [...one].filter((place) => !other.has(place)).length +
    [...other].filter((place) => !one.has(place)).length
  );
}
