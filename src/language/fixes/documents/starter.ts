import type { FileKind } from '../../../core/documents/fileKinds.js';
import type { JsonMap, JsonValue } from '../../../core/model/jsonValue.js';
import type { Reference } from '../../../core/model/reference.js';
import { isSemver } from '../../../core/model/semver.js';
import { SLOTS, type Slot } from '../../../core/model/slots.js';
import type { Role } from '../../../core/model/template.js';
import type { Path } from '../../edits/jsonPath.js';

// What a file can begin with: each value valid by itself, so that a bundle made of them renders at once.

/** What new versions begin with. */
export const FIRST_VERSION = '1.0.0';

/** The text that each part of a prompt starts with. */
const TEXTS: Readonly<Record<Slot, string>> = {
  system: 'You are a helpful assistant.',
  personality: 'Let these traits show in how you write: {{semantic_traits}}',
  activity: 'Activity level: {{activity_level}}. Stress: {{stress}}.',
  task: '{{task}}',
};

const ROLES: Readonly<Record<Slot, Role>> = {
  system: 'system',
  personality: 'developer',
  activity: 'developer',
  task: 'user',
};

/** The role that a template of a slot has where nothing else is said. */
export function roleOf(slot: Slot): Role {
  return ROLES[slot];
}

/** The text that a part starts with. */
export function starterText(slot: Slot): string {
  return TEXTS[slot];
}

/** What a template that a bundle refers to starts with. */
export function starterTemplate(id: string, semver: string, slot: Slot): JsonMap {
  return new Map<string, JsonValue>([
    ['template_id', id],
    ['semver', semver],
    ['role', ROLES[slot]],
    ['content', TEXTS[slot]],
  ]);
}

/** All that a new file of a kind and a name needs to be valid. */
export function starterFile(kind: FileKind, fileName: string): JsonMap {
  const { id, semver } = versionIn(fileName, kind);
  if (kind === 'template') return starterTemplate(id, semver, slotIn(id));
  return kind === 'bundle' ? starterBundle({ id, semver }) : starterInput();
}

/** A bundle with its own templates, or with those that are given by slot. */
export function starterBundle({ id, semver }: Reference, templates: JsonMap = starterTemplates()): JsonMap {
  return new Map<string, JsonValue>([
    ['bundle_id', id],
    ['semver', semver],
    ['templates', templates],
  ]);
}

/** Templates for a bundle to hold itself. */
export function starterTemplates(): JsonMap {
  return new Map(SLOTS.map((slot) => [slot, inlineTemplate(slot)] as const));
}

/** An input, for a model where one is given. */
export function starterInput(model?: string): JsonMap {
  return new Map<string, JsonValue>([
    ['semantic_traits', new Map([['tone', 'friendly']])],
    ['activity_level', 0.5],
    ['stress', 0.1],
    ['task', 'What can you help me with?'],
    ...(model === undefined ? [] : [['model_type', model] as const]),
  ]);
}

/** What to write for a key that has no value yet; `undefined` where only the author knows. */
export function starterValue(kind: FileKind, fileName: string, path: Path): JsonValue | undefined {
  const [first, slot, key] = path;
  if (typeof first !== 'string') return undefined;
  if (slot === undefined) return starterFile(kind, fileName).get(first);
  const known = first === 'templates' ? SLOTS.find((one) => one === slot) : undefined;
  if (known === undefined) return undefined;
  return key === undefined ? inlineTemplate(known) : key === 'content' ? TEXTS[known] : undefined;
}

function inlineTemplate(slot: Slot): JsonMap {
  return new Map([['content', TEXTS[slot]]]);
}

/** The id and the version that a file's name tells: `support-1.2.0.prompt-bundle.yaml` is `support` at 1.2.0. */
function versionIn(fileName: string, kind: FileKind): { readonly id: string; readonly semver: string } {
  const stem = fileName.replace(/\.prompt-\w+\.\w+$/, '').trim();
  const [, id = '', semver = ''] = /^(.*?)[-_@.]v?(\d+\.\d+\.\d+(?:[-+].*)?)$/.exec(stem) ?? [];
  if (id !== '' && isSemver(semver)) return { id: id.slice(0, MAX_ID), semver };
  return { id: stem.slice(0, MAX_ID).toWellFormed() || `my-${kind}`, semver: FIRST_VERSION };
}

/** The most characters of an id. */
export const MAX_ID = 255;

/** The part of a prompt that a template's name speaks of. */
export function slotIn(id: string): Slot {
  return SLOTS.find((slot) => id.includes(slot)) ?? (id.includes('persona') ? 'personality' : 'system');
}
