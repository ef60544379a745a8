import { entryOf, toJsonMap, toJsonValue, type ValueNode } from '../../../core/documents/valueNode.js';
import type { JsonMap, JsonValue } from '../../../core/model/jsonValue.js';
import { mappingUnder, restOf, stringAt, strings } from './fields.js';
import { textOfValue, type ForeignFile, type ForeignMessage } from './foreignPrompt.js';
import { frontMatter } from './frontMatter.js';
import { markedMessages } from './trimmedMessage.js';

/** A line that begins a message, with attributes or without. */
const ROLE_LINE =
  /^[^\S\n]*#?[^\S\n]*(system|developer|user|assistant|function|tool)[^\S\n]*(?:\[[^\]\n]*\])?[^\S\n]*:[^\S\n]*(?:\n|$)/gim;

/** Reads a file of Prompty: front matter, then messages that lines such as `system:` begin. */
export function readPrompty(text: string): ForeignFile {
  const { root, body, bodyStart, mistakes } = frontMatter(text);
  if (mistakes.length > 0) return { mistakes };
  const isNamed = stringAt(root, ['model']) !== undefined;
  const { rest, notes } = restOf(root, ['name', 'description', 'version', ...(isNamed ? ['model'] : [])]);
  return {
    prompts: [
      {
        name: stringAt(root, ['name']),
        description: stringAt(root, ['description']),
        version: textOfValue(valueOf(root, 'version')),
        models: strings(
          stringAt(root, ['model']),
          stringAt(root, ['model', 'id']),
          stringAt(root, ['model', 'configuration', 'name']),
          stringAt(root, ['model', 'configuration', 'azure_deployment']),
        ),
        messages: messagesIn(body, bodyStart),
        syntax: 'jinja',
        samples: samplesIn(root),
        rest,
        notes,
      },
    ],
  };
}

function messagesIn(body: string, bodyStart: number): readonly ForeignMessage[] {
  const messages = markedMessages(body, bodyStart, { mark: ROLE_LINE, first: 'system' });
  return messages.map((message) => ({ ...message, role: message.role?.toLowerCase() }));
}

/** The samples of version 1, and the defaults of inputs. */
function samplesIn(root: ValueNode | undefined): JsonMap {
  const sample = mappingUnder(root, 'sample');
  const inputs = mappingUnder(root, 'inputs');
  const defaults = (inputs?.entries ?? []).flatMap(({ key, value }): [string, JsonValue][] => {
    if (value.kind !== 'mapping') return [[key, toJsonValue(value)]];
    const given = ['sample', 'example', 'default'].flatMap((name) => entryOf(value, name)?.value ?? []);
    return given[0] ? [[key, toJsonValue(given[0])]] : [];
  });
  return new Map([...defaults, ...(sample ? toJsonMap(sample) : [])]);
}

function valueOf(root: ValueNode | undefined, key: string): JsonValue | undefined {
  const value = entryOf(root, key)?.value;
  return value && toJsonValue(value);
}
