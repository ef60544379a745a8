import { PLACEHOLDERS } from '../../src/core/model/placeholders.js';

// What means something to some reader of these files: to the parsers, the renderer, the prose reader, or to people's eyes.

const YAML = ['- ', ': ', ':\n  ', '? ', '| ', '|-\n  ', '>-\n  ', '|2+\n', '&a ', '*a', '*b', '!!str ', '!!int ', '!x ', '%YAML 1.1\n', '%YAML 1.2\n---\n', '---\n', '...\n', '# ', ' #', '<<: *a\n', '~', 'null', 'true', '.nan', '-.inf', '0o17', '0x1F', '1_000', '@', '`', '"', "'", "''", '\\', '\t', '  ', '\n  ', '\n- ', ', ', '{', '}', '[', ']', '{}', '[]']; // prettier-ignore
const JSON_PIECES = ['{"', '":', '",', '"}', '},', '],', ',]', ',}', '\\"', '\\n', '\\u', '\\u0000', '\\ud800', '\\udc00', '\\/', '//', '/*', '*/', '// x\n', 'NaN', 'Infinity', '-', '+1', '.5', '1.', '01', '1e', '1e400', '-0', '-0.0', '1.0', '1e5', '99999999999999999999', '-9223372036854775809', '18446744073709551615']; // prettier-ignore
const KEYS = ['template_id: ', 'bundle_id: ', 'semver: 1.0.0\n', 'role: user\n', 'content: ', 'content: |\n', 'constraints:\n', 'suppress:\n', 'suppress: [{ code: syntax, reason: r }]\n', 'tags: [a, a, ""]\n', 'templates:\n', 'x-a: 1\n', '$schema: x\n', 'FORBIDDEN_TOKENS: [a]\n', 'MAX_SENTENCE_LENGTH: 1', 'MAX_PARAGRAPHS: 1', 'NO_EMOJI: true', 'ASSERTIVENESS_LEVEL: 0.5', 'vector_32: [1]\n', 'expect:\n', 'task: ', 'stress: 0.5\n', 'model_type: ', 'semantic_traits:\n', 'adapter_version: ', 'reason: ', 'code: ', 'text: ', '@1.0.0', '1.0.0-rc.1+b', 'v1.0.0', '^1.0.0']; // prettier-ignore
const WHOLE = PLACEHOLDERS.map((name) => `{{${name}}}`);
const BRACES = [...WHOLE, ...WHOLE.map((text) => text.slice(0, 6)), ...WHOLE.map((text) => text.slice(-5)), '{{', '}}', '{', '}', '{{{', '}}}', '{{ task }}', '{{tsk}}', '{{a\nb}}', '{{{{task}}}}', '{{{task}}{stress}}', '{{str{{task}}ess}}', '{{task}}{{task}}', 'ess}}', '{{str', '{task}', '$task', '<%task%>', '{% if task %}', '[[task]]', '[TASK]', '$&', '$1', "$'"]; // prettier-ignore
const CONFLICT = ['<<<<<<< ours\n', '=======\n', '>>>>>>> theirs\n', '||||||| base\n', '<<<<<<<\n', '>>>>>>>']; // prettier-ignore
const MARKDOWN = ['```', '```\n', '~~~\n', '> ', '>> ', '# ', '* ', '1. ', '1) ', '- [ ] ', '• ', '一、', '(1) ', '| a | b |\n|---|---|\n', '|', '---', '===\n', '***', '**', '_', '`', '``', '<b>', '</b>', '<!--', '-->', '<a href="', '&amp;', '[x](y)', 'https://a.b/c?d=e)', 'a@b.c', '\\*', '    ']; // prettier-ignore
const PROSE = ['. ', '! ', '? ', '… ', '。', '！', '？', '؟ ', '। ', '۔ ', ': ', '：', '“', '”', '«', '»', '’', '「', '」', 'e.g. ', 'No. 5 ', 'Mr. A. ', '1,000', '3.5', "don't", 'never', 'Never', 'NEVER', 'ſ', 'İ', 'ß', '日本語', 'ไทย', 'မြန်မာ', 'Tone: calm', 'must always clearly ', 'perhaps maybe might ']; // prettier-ignore
const EMOJI = ['🙂', '👩‍🔧', '👩', '\u200d', '🔧', '❤️', '❤', '\ufe0f', '\ufe0e', '🏽', '🇩', '🇩🇪', '1️⃣', '\u20e3', '🏴\u{e0067}\u{e0062}\u{e007f}', '⚠️', '©', '™️']; // prettier-ignore
const HIDDEN = ['\u00ad', '\u034f', '\u061c', '\u115f', '\u17b4', '\u180e', '\u200b', '\u200c', '\u200e', '\u202e', '\u2060', '\u2066', '\u2069', '\u3164', '\ufe00', '\ufeff', '\uffa0', '\u{e0041}', '\u{e007f}', '\u{e0100}', '\u{e01ef}']; // prettier-ignore
const CONTROLS = ['\0', '\u0001', '\u0008', '\u001b[31m', '\u001c', '\u001f', '\u007f', '\u0085', '\u009b', '\u00a0', '\u2028', '\u2029', '\u3000', '\r', '\r\n', '\n', '\n\n', '\v', '\f', '\ufffd', '\uffff', '\u{10ffff}']; // prettier-ignore
const HALVES = ['\ud83d', '\ude42', '\ud800', '\udfff', 'e\u0301', '\u0301', '\u0e31', '\u1037', '각', '\u1100\u1161', 'نے']; // prettier-ignore

/** Each kind is as likely as any other, however many pieces it has. */
export const DICTIONARY: readonly (readonly string[])[] = [
  YAML,
  JSON_PIECES,
  KEYS,
  BRACES,
  CONFLICT,
  MARKDOWN,
  PROSE,
  EMOJI,
  HIDDEN,
  CONTROLS,
  HALVES,
];
