import { env, MarkdownString, Uri, workspace } from 'vscode';
import type { WrittenRecord } from '../../core/audit/record.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { RecordPlace } from './logFiles.js';
import { eventText, verdictText } from './nodes.js';
import type { Verdict } from './replays.js';

/** At most so many characters of an input or a prompt. */
const SHOWN_CHARACTERS = 600;

/** All that a record says. What it holds is text, whatever it looks like. */
export function recordTooltip(
  place: RecordPlace,
  record: WrittenRecord,
  verdict: Verdict | undefined,
): MarkdownString {
  const { bundle_id: id, semver } = record;
  const tip = new MarkdownString();
  const field = (name: string, value: string): void => {
    tip.appendMarkdown(`${name}: `);
    tip.appendText(value);
    tip.appendMarkdown('  \n');
  };
  tip.appendMarkdown('**');
  tip.appendText(formatReference({ id, semver }));
  tip.appendMarkdown('**\n\n');
  if (verdict) {
    field('replay', `${verdictText(verdict)}. ${verdict.reason}`);
    tip.appendMarkdown('\n');
  }
  field('event', eventText(record.event));
  field('time', new Date(record.created_at).toLocaleString(env.language, { timeZoneName: 'short' }));
  field('created_at', record.created_at);
  for (const name of ['prompt_hash', 'content_hash', 'bundle_hash', 'personality_hash'] as const)
    field(name, record[name]);
  for (const slot of SLOTS) {
    const { id: template, semver: version, template_hash } = record.templates[slot];
    const adapter = record.adapter_versions[slot];
    const named =
      template === null || version === null ? 'inline' : formatReference({ id: template, semver: version });
    field(slot, `${named} ${template_hash}${adapter === null ? '' : `, adapter ${adapter}`}`);
  }
  field('engine_version', record.engine_version ?? 'none');
  field('renderer_version', record.renderer_version);
  field('previous', record.previous ?? 'none: the first of its log');
  field('log', `${workspace.asRelativePath(Uri.parse(place.file))}:${place.line}`);
  if (record.input === null || record.rendered_prompt === null) {
    tip.appendMarkdown('\nOnly hashes were recorded: no input and no prompt.');
    return tip;
  }
  tip.appendMarkdown('\ninput:');
  tip.appendCodeblock(shortened(record.input), 'json');
  tip.appendMarkdown('rendered_prompt:');
  tip.appendCodeblock(shortened(record.rendered_prompt), 'text');
  return tip;
}

function shortened(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
