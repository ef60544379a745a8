import { spellOut } from '../text/oneLine.js';
import { withoutCommands } from './terminalText.js';

/**
 * A value as JSON, indented by two or else on one line, for a program or a terminal: what JSON itself leaves as it is and a terminal or a build
 * server would obey is spelled out, so the text acts on nobody and is read back as exactly the same value.
 */
export function jsonText(value: unknown, form: 'indented' | 'one-line' = 'indented'): string {
  const spelled = spellOut(JSON.stringify(value, null, form === 'indented' ? 2 : 0), (unseen) =>
    unseen === '\n' ? unseen : units(unseen),
  );
  return withoutCommands(spelled);
}

function units(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
