import * as l10n from '@vscode/l10n';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { PLACEHOLDERS } from '../../core/model/placeholders.js';
import { formatReference } from '../../core/model/reference.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Role } from '../../core/model/template.js';
import { prettyJson } from '../../core/prettyJson.js';
import { quote } from '../../core/text/quote.js';
import type { Exported, ExportSubject } from './exported.js';
import { messagesOf, noModel, type Message } from './messages.js';
import {
  handlebarsSyntax,
  jinjaSyntax,
  plainSyntax,
  type TemplateSyntax,
  type WrittenTemplate,
} from './templateSyntax.js';
import { yamlFile } from './yamlFile.js';

// Formats that hold templates: the placeholders stay, and what a render filled them in with is the sample.

/** A part as a message of a format. */
interface WrittenMessage extends WrittenTemplate {
  readonly message: Message;
  readonly role: string;
}

/** Prompty, version 1: Markdown with front matter; `system:` on a line begins a message, whose ends are trimmed. */
export function exportPrompty(subject: ExportSubject): Exported {
  const written = messagesIn(subject, jinjaSyntax, ['system', 'user']);
  const front = yaml({
    name: subject.render.bundle.bundle_id,
    ...described(subject),
    version: subject.render.bundle.semver,
    model: { api: 'chat', ...(subject.model !== undefined && { configuration: { name: subject.model } }) },
    inputs: Object.fromEntries(PLACEHOLDERS.map((name) => [name, { type: 'string' }])),
    sample: samples(subject),
  });
  const body = written.map(({ role, text }) => `${role}:\n${text}\n`).join('\n');
  return {
    text: `---\n${front}---\n${body}`,
    ending: '.prompty',
    notes: [
      ...notesOf(written),
      ...written
        .filter(({ message }) => message.template.trim() !== message.template)
        .map(({ message }) =>
          l10n.t('The white space at the ends of the {0} part is not carried.', message.slot),
        ),
      ...written
        .filter(({ message }) => MESSAGE_LINE.test(message.template))
        .map(({ message }) =>
          l10n.t('A line of the {0} part that names a role begins a message there.', message.slot),
        ),
    ],
  };
}

/** A line that Prompty takes for the beginning of a message. */
const MESSAGE_LINE = /^[^\S\n]*#?[^\S\n]*(?:system|user|assistant|function)[^\S\n]*:[^\S\n]*$/im;

/** Dotprompt: front matter, then Handlebars, in which a helper begins a message; the ends of the whole are trimmed. */
export function exportDotprompt(subject: ExportSubject): Exported {
  const written = messagesIn(subject, handlebarsSyntax, ['system', 'user']);
  const front = yaml({
    ...(subject.model !== undefined && { model: subject.model }),
    input: {
      schema: Object.fromEntries(PLACEHOLDERS.map((name) => [name, 'string'])),
      default: samples(subject),
    },
    metadata: { ...described(subject), version: formatReference(bundleReference(subject.render.bundle)) },
  });
  // Nothing stands between a marker and its text: it would be part of the message.
  const body = written.map(({ role, text }) => `{{role "${role}"}}${text}`).join('');
  const last = written.at(-1)?.message;
  return {
    text: `---\n${front}---\n${body}\n`,
    ending: '.prompt',
    notes: [
      ...notesOf(written),
      ...(last && last.template.trimEnd() !== last.template
        ? [l10n.t('The white space at the end of the {0} part is not carried.', last.slot)]
        : []),
      ...written
        .filter(({ message }) => message.template.trim() === '')
        .map(({ message }) => l10n.t('There the {0} part, which is blank, is no message.', message.slot)),
    ],
  };
}

/** A prompt of GitHub Models. */
export function exportGithubModels(subject: ExportSubject): Exported {
  const written = messagesIn(subject, plainSyntax, ['system', 'user']);
  return {
    text: yaml({
      name: formatReference(bundleReference(subject.render.bundle)),
      ...described(subject),
      ...(subject.model !== undefined && { model: subject.model }),
      messages: written.map(({ role, text }) => ({ role, content: text })),
      testData: [samples(subject)],
    }),
    ending: '.prompt.yml',
    notes: [...notesOf(written), ...(subject.model === undefined ? [noModel()] : [])],
  };
}

/** The body that makes a prompt in Langfuse, which counts versions itself. */
export function exportLangfuse(subject: ExportSubject): Exported {
  const written = messagesIn(subject, plainSyntax, ['system', 'developer', 'user']);
  const { bundle } = subject.render;
  return {
    text: json({
      name: bundle.bundle_id,
      type: 'chat',
      prompt: written.map(({ role, text }) => ({ role, content: text })),
      config: subject.model === undefined ? {} : { model: subject.model },
      labels: [],
      tags: [],
      commitMessage: formatReference(bundleReference(bundle)),
    }),
    ending: '.langfuse.json',
    notes: [
      ...notesOf(written),
      l10n.t('Langfuse counts versions itself: the version here stands in the commit message.'),
    ],
  };
}

/** A configuration of promptfoo with the prompt and one test, that of the sample. */
export function exportPromptfoo(subject: ExportSubject): Exported {
  const written = messagesIn(subject, jinjaSyntax, ['system', 'developer', 'user']);
  const name = formatReference(bundleReference(subject.render.bundle));
  return {
    text: yaml({
      description: name,
      prompts: [{ label: name, raw: json(written.map(({ role, text }) => ({ role, content: text }))) }],
      tests: [{ vars: samples(subject) }],
    }),
    ending: '.promptfooconfig.yaml',
    notes: [...notesOf(written), l10n.t('Add `providers`: what promptfoo is to send the prompt to.')],
  };
}

function messagesIn(
  { render }: ExportSubject,
  syntax: TemplateSyntax,
  roles: readonly Role[],
): readonly WrittenMessage[] {
  return messagesOf(render).map((message) => ({
    message,
    role: roles.includes(message.role) ? message.role : 'system',
    ...syntax(message.template),
  }));
}

function notesOf(written: readonly WrittenMessage[]): readonly string[] {
  return written.flatMap(({ message, role, unwritable }) => [
    ...(role === message.role
      ? []
      : [
          l10n.t(
            'There is no role {0}: the {1} part has the role {2}.',
            quote(message.role),
            message.slot,
            quote(role),
          ),
        ]),
    ...unwritable.map((text) =>
      l10n.t('In the {0} part, {1} would be read in another way there.', message.slot, quote(text)),
    ),
  ]);
}

/** The texts that the placeholders stood for in the render. */
function samples({ render }: ExportSubject): Readonly<Record<string, string>> {
  return Object.fromEntries(PLACEHOLDERS.map((name) => [name, render.values[name]]));
}

function described({ render }: ExportSubject): { readonly description?: string } {
  const { description } = render.bundle;
  return description === undefined ? {} : { description };
}

function yaml(fields: Fields): string {
  return yamlFile(valueOf(fields) as JsonMap);
}

function json(fields: Fields | readonly Fields[]): string {
  return `${prettyJson(valueOf(fields), { order: 'written' })}\n`;
}

/** What a file says, by key. */
interface Fields {
  readonly [key: string]: string | Fields | readonly Fields[] | readonly string[];
}

function valueOf(value: Fields[string] | readonly Fields[]): JsonValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return (value as readonly (Fields | string)[]).map(valueOf);
  return new Map(Object.entries(value as Fields).map(([key, item]) => [key, valueOf(item)]));
}
