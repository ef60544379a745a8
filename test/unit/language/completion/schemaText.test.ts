import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SCHEMAS, type JsonSchema } from '../../../../src/core/documents/jsonSchemas.js';
import { schemaText } from '../../../../src/language/completion/schemaText.js';
import { textsOf } from '../../../harness/l10n.mjs';
import { projectFolder } from '../../projectFolder.js';

/** All that is said of keys and values; what a file is as a whole, and of keys that nobody is offered, is shown nowhere. */
function descriptionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { description, ...more } = value as Readonly<Record<string, unknown>>;
  const own = typeof description === 'string' ? [description] : [];
  return [...own, ...Object.values(more).flatMap(descriptionsIn)];
}

function offeredIn({ properties = {}, definitions = {} }: JsonSchema): readonly string[] {
  const offered = Object.entries(properties).filter(([name]) => name !== '$schema');
  return [...offered.map(([, schema]) => schema), ...Object.values(definitions)].flatMap(descriptionsIn);
}

describe('schemaText', () => {
  const descriptions = [...new Set(Object.values(SCHEMAS).flatMap(offeredIn))];

  it('has a message for all that schemas say of keys and values, and for nothing else', () => {
    const file = path.join(projectFolder, 'src/language/completion/schemaText.ts');
    const messages = textsOf(readFileSync(file, 'utf8')).messages.map(({ message }) => message);
    assert.deepEqual([...messages].sort(), [...descriptions].sort());
  });

  it('says in English what the schemas say', () => {
    assert.ok(descriptions.length > 30);
    assert.deepEqual(descriptions.map(schemaText), descriptions);
    assert.equal(schemaText('Anything else.'), 'Anything else.');
  });
});
