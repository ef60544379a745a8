import * as l10n from '@vscode/l10n';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { prettyJson } from '../../core/prettyJson.js';
import type { Exported, ExportSubject } from './exported.js';
import { messagesOf, noModel, type Message } from './messages.js';

const JSON_ENDING = '.json';

/** The body of a request to a chat API as OpenAI's is: the prompt's parts as messages. */
export function exportOpenai({ render, model }: ExportSubject): Exported {
  return {
    text: jsonFile([
      ...modelField(model),
      ['messages', messagesOf(render).map(({ role, text }) => fields({ role, content: text }))],
    ]),
    ending: JSON_ENDING,
    notes: model === undefined ? [noModel()] : [],
  };
}

/**
 * The body of a request to Anthropic's Messages API: what a user says as messages, all else as the system prompt, which stands
 * before them whatever the order of the parts.
 */
export function exportAnthropic({ render, model }: ExportSubject): Exported {
  const messages = messagesOf(render);
  const [system, user] = [messages.filter(isInstruction), messages.filter((one) => !isInstruction(one))];
  const moved = messages.filter((one, i) => isInstruction(one) && !messages.slice(0, i).every(isInstruction));
  return {
    text: jsonFile([
      ...modelField(model),
      ...(system.length > 0 ? [['system', system.map(block)] as const] : []),
      ['messages', user.length > 0 ? [fields({ role: 'user', content: user.map(block) })] : []],
    ]),
    ending: JSON_ENDING,
    notes: [
      ...(model === undefined ? [noModel()] : []),
      l10n.t('The API asks for `max_tokens`, which no bundle has: add it.'),
      ...(user.length > 0
        ? []
        : [l10n.t('No part has the role `user`, and the API asks for a message: add one.')]),
      ...moved.map(({ slot }) => l10n.t('There the {0} part stands before what the user says.', slot)),
    ],
  };
}

function isInstruction({ role }: Message): boolean {
  return role !== 'user';
}

function block({ text }: Message): JsonMap {
  return fields({ type: 'text', text });
}

function modelField(model: string | undefined): readonly (readonly [string, JsonValue])[] {
  return model === undefined ? [] : [['model', model]];
}

function fields(values: Readonly<Record<string, JsonValue>>): JsonMap {
  return new Map(Object.entries(values));
}

function jsonFile(entries: readonly (readonly [string, JsonValue])[]): string {
  return `${prettyJson(new Map(entries), { order: 'written' })}\n`;
}
