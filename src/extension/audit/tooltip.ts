import { env, Uri, workspace, type MarkdownString } from 'vscode';
import type { WrittenRecord } from '../../core/audit/record.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import { labelText } from '../../core/output/editorText.js';
import { shorten } from '../../core/text/quote.js';
import { markdownOf } from '../output/hovers.js';
import type { RecordPlace } from './logFiles.js';
import { eventText } from './events.js';
import { verdictText } from './nodes.js';
import type { Verdict } from './replays.js';

/** At most so many characters of an input or a prompt. */
const SHOWN_CHARACTERS = 600;

/** All that a record says, as code: `agent@1.0.0` is no mail address, and what a log holds is text whatever it looks like. */
export function recordTooltip(
  place: RecordPlace,
  record: WrittenRecord,
  verdict: Verdict | undefined,
): MarkdownString {
  const fields = fieldsOf(place, record);
  const width = fields.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  const { input, rendered_prompt: prompt } = record;
  return markdownOf([
    ...(verdict ? [{ block: linesOf([verdictText(verdict), verdict.reason]) }] : []),
    { block: linesOf(fields.map(([name, value]) => `${name.padEnd(width)}  ${value}`)) },
    ...(input === null || prompt === null
      ? [{ words: 'Only hashes were recorded: no input and no prompt.' }]
      : [
          { words: 'The input:' },
          { block: shortened(input), language: 'json' as const },
          { words: 'The prompt:' },
          { block: shortened(prompt) },
        ]),
  ]);
}

function fieldsOf(place: RecordPlace, record: WrittenRecord): (readonly [name: string, value: string])[] {
  const { bundle_id, semver } = record;
  return [
    ['version', formatReference({ id: bundle_id, semver })],
    ['event', eventText(record.event)],
    ['time', new Date(record.created_at).toLocaleString(env.language, { timeZoneName: 'short' })],
    ['created_at', record.created_at],
    ['prompt_hash', record.prompt_hash],
    ['content_hash', record.content_hash],
    ['bundle_hash', record.bundle_hash],
    ['personality_hash', record.personality_hash],
    ...SLOTS.flatMap((slot) => {
      const { id, semver: version, template_hash } = record.templates[slot];
      const adapter = record.adapter_versions[slot];
      const name = id === null || version === null ? 'inline' : formatReference({ id, semver: version });
      return [
        [slot, adapter === null ? name : `${name}, adapter ${adapter}`] as const,
        ['', template_hash] as const,
      ];
    }),
    ['engine_version', record.engine_version ?? 'none'],
    ['renderer_version', record.renderer_version],
    ['previous', record.previous ?? 'none, the first of its log'],
    ['log', `${workspace.asRelativePath(Uri.parse(place.file))}:${place.line}`],
  ];
}

/** Whatever a field holds, it is one line. */
function linesOf(lines: readonly string[]): string {
  return lines.map(labelText).join('\n');
}

function shortened(text: string): string {
  return shorten(text, SHOWN_CHARACTERS);
}
