import * as l10n from '@vscode/l10n';
import { excerpt } from '../../text/quote.js';
import { createEmojiFinder } from '../emoji/findEmoji.js';
import type { ConstraintFinding } from '../finding.js';
import type { CheckedKind, Rule } from './rule.js';

const findEmoji = createEmojiFinder();

/** `NO_EMOJI`: whether emoji may occur. */
export const emoji: Rule = {
  code: 'emoji',
  constraint: 'NO_EMOJI',
  title: 'Emoji',
  severity: 'warning',
  reads: 'text',
  documentation: {
    text:
      'An emoji occurs and `NO_EMOJI` is true. Emoji count in code too, since the model reads them there. Digits, `#`, `*` and ' +
      'symbols that are shown as text, such as © and ™, are none, unless the emoji selector (U+FE0F) follows them; nothing ' +
      'is that the text selector (U+FE0E) follows.',
    bad: { constraints: { NO_EMOJI: true }, text: 'Welcome back 🙂' },
    good: { constraints: { NO_EMOJI: true }, text: 'Welcome back' },
  },
  applies: ({ noEmoji }) => noEmoji,
  check({ text, kind }) {
    const findings: ConstraintFinding[] = [];
    const found = findEmoji(text);
    // Whoever likes one writes it often.
    const messages = new Map<string, string>();
    for (let i = 0; i < found.length; i += 2) {
      const start = found[i] ?? 0;
      const end = found[i + 1] ?? 0;
      const written = text.slice(start, end);
      const message = messages.get(written) ?? messageFor(kind, excerpt(written));
      messages.set(written, message);
      findings.push({
        code: this.code,
        severity: this.severity,
        constraint: this.constraint,
        start,
        end,
        message,
      });
    }
    return findings;
  },
};

function messageFor(kind: CheckedKind, written: string): string {
  return kind === 'answer'
    ? l10n.t('The answer holds the emoji {0}, which NO_EMOJI forbids.', written)
    : l10n.t('The emoji {0} is forbidden by NO_EMOJI. Leave it out or say it in words.', written);
}
