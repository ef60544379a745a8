import { env, l10n, Uri, workspace, type MarkdownString } from 'vscode';
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
  const width = fields.reduce((widest, [name]) => Math.max(widest, columnsOf(name)), 0);
  const { input, rendered_prompt: prompt } = record;
  return markdownOf([
    ...(verdict ? [{ block: linesOf([verdictText(verdict), verdict.reason]) }] : []),
    {
      block: linesOf(
        fields.map(([name, value]) => `${name}${' '.repeat(width - columnsOf(name))}  ${value}`),
      ),
    },
    ...(input === null || prompt === null
      ? [{ words: l10n.t('Only hashes were recorded: no input and no prompt.') }]
      : [
          { words: l10n.t('The input:') },
          { block: shortened(input), language: 'json' as const },
          { words: l10n.t('The prompt:') },
          { block: shortened(prompt) },
        ]),
  ]);
}

function fieldsOf(place: RecordPlace, record: WrittenRecord): (readonly [name: string, value: string])[] {
  const { bundle_id, semver } = record;
  return [
    [l10n.t('version'), formatReference({ id: bundle_id, semver })],
    [l10n.t('event'), eventText(record.event)],
    [l10n.t('time'), new Date(record.created_at).toLocaleString(env.language, { timeZoneName: 'short' })],
    ['created_at', record.created_at],
    ['prompt_hash', record.prompt_hash],
    ['content_hash', record.content_hash],
    ['bundle_hash', record.bundle_hash],
    ['personality_hash', record.personality_hash],
    ...SLOTS.flatMap((slot) => {
      const { id, semver: version, template_hash } = record.templates[slot];
      const adapter = record.adapter_versions[slot];
      const name =
        id === null || version === null ? l10n.t('inline') : formatReference({ id, semver: version });
      return [
        [slot, adapter === null ? name : l10n.t('{0}, adapter {1}', name, adapter)] as const,
        ['', template_hash] as const,
      ];
    }),
    [
      'engine_version',
      record.engine_version ??
        l10n.t({ message: 'none', comment: ['Value of a field: the record has none'] }),
    ],
    ['renderer_version', record.renderer_version],
    ['previous', record.previous ?? l10n.t('none, the first of its log')],
    [l10n.t('log'), `${workspace.asRelativePath(Uri.parse(place.file))}:${place.line}`],
  ];
}

/** How many columns a name takes as code: Chinese characters take two. */
function columnsOf(name: string): number {
  return name.replaceAll(/\p{Script=Han}/gu, '  ').length;
}

/** Whatever a field holds, it is one line. */
function linesOf(lines: readonly string[]): string {
  return lines.map(labelText).join('\n');
}

function shortened(text: string): string {
  return shorten(text, SHOWN_CHARACTERS);
}
