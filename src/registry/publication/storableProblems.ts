import type { PromptBundle } from '../../core/model/bundle.js';
import { isJsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { isSemver, MAX_SEMVER_LENGTH } from '../../core/model/semver.js';
import type { TemplateBody } from '../../core/model/template.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { quote } from '../../core/text/quote.js';

// What PostgreSQL or the service cannot hold, found before anything is written.

const MAX_ID_LENGTH = 255;
const MAX_TAG_LENGTH = 64;
/** Values that are nested deeper make the service fail: it was met to do so at 253. */
const MAX_SERVICE_DEPTH = 252;
/** What the service writes integers with ends here; `jsonb` makes a large float one. */
const MAX_SERVICE_NUMBER = 2 ** 64;

/** What is in the way of a bundle itself. */
export function bundleProblems({ bundle_id, semver, tags }: PromptBundle): readonly string[] {
  const name = `The bundle ${quote(formatReference({ id: bundle_id, semver }))}`;
  const isUnreachable = bundle_id.includes('/') || bundle_id === '.' || bundle_id === '..';
  return [
    ...identityProblems(name, 'bundle_id', { id: bundle_id, semver }),
    ...(isUnreachable
      ? [`${name} cannot be read back: the service finds no \`bundle_id\` with \`/\` in it. Change it.`]
      : []),
    ...tags.flatMap((tag) => {
      const of = `The tag ${quote(tag)}`;
      return countCodePoints(tag) > MAX_TAG_LENGTH
        ? [`${of} is longer than ${MAX_TAG_LENGTH} characters. Shorten it.`]
        : textProblems(of, tag);
    }),
  ];
}

/** What is in the way of a template. */
export function templateProblems(
  reference: Reference,
  { content, constraints }: TemplateBody,
): readonly string[] {
  const name = `The template ${quote(formatReference(reference))}`;
  return [
    ...identityProblems(name, 'template_id', reference),
    ...(content === ''
      ? [`${name} has no content. Write one.`]
      : textProblems(`The content of ${name}`, content)),
    ...(constraints === null ? [] : valueProblems(`A constraint of ${name}`, constraints)),
  ].map((problem) => problem.replace('of The', 'of the'));
}

function identityProblems(name: string, key: string, { id, semver }: Reference): readonly string[] {
  const length = countCodePoints(id);
  return [
    ...(length === 0 || length > MAX_ID_LENGTH
      ? [`${name} has a \`${key}\` of ${length} characters. It must have 1 to ${MAX_ID_LENGTH}.`]
      : textProblems(`The \`${key}\` of ${name}`, id)),
    ...(isSemver(semver)
      ? []
      : [`${name} needs an exact version of at most ${MAX_SEMVER_LENGTH} characters, such as 1.4.0.`]),
  ];
}

/** PostgreSQL's texts hold no U+0000, and UTF-8 no half of a character. */
function textProblems(what: string, text: string): readonly string[] {
  if (text.includes('\0'))
    return [`${what} holds the character U+0000, which no database can store. Remove it.`];
  return text.isWellFormed() ? [] : [`${what} holds half a character. Remove it.`];
}

/** The first thing in a value that cannot be stored. Values nested too deep are not looked into. */
function valueProblems(what: string, value: JsonValue, depth = 1): readonly string[] {
  if (typeof value === 'string') return textProblems(what, value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return [`${what} is no finite number. Change it.`];
    return Math.abs(value) < MAX_SERVICE_NUMBER
      ? []
      : [`${what} is too large a number for the service. Change it.`];
  }
  const isList = Array.isArray(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return [];
  if (depth > MAX_SERVICE_DEPTH)
    return [
      `${what} is nested more than ${MAX_SERVICE_DEPTH} levels deep, where the service fails. Move it up.`,
    ];
  const inside: readonly JsonValue[] = isList ? value : isJsonMap(value) ? [...value.values()] : [];
  const keys: readonly string[] = isJsonMap(value) ? [...value.keys()] : [];
  for (const item of [...keys, ...inside]) {
    const problems = valueProblems(what, item, depth + 1);
    if (problems.length > 0) return problems;
  }
  return [];
}
