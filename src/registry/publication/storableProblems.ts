import * as l10n from '@vscode/l10n';
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
  const name = quote(formatReference({ id: bundle_id, semver }));
  const bundle = l10n.t('The bundle {0}', name);
  const isUnreachable = bundle_id.includes('/') || bundle_id === '.' || bundle_id === '..';
  return [
    ...identityProblems({
      owner: bundle,
      key: 'bundle_id',
      keyOfOwner: l10n.t('The `bundle_id` of the bundle {0}', name),
      reference: { id: bundle_id, semver },
    }),
    ...(isUnreachable
      ? [
          l10n.t(
            '{0} cannot be read back: the service finds no `bundle_id` with `/` in it. Change it.',
            bundle,
          ),
        ]
      : []),
    ...tags.flatMap((text) => {
      const tag = l10n.t('The tag {0}', quote(text));
      return countCodePoints(text) > MAX_TAG_LENGTH
        ? [l10n.t('{0} is longer than {1} characters. Shorten it.', tag, MAX_TAG_LENGTH)]
        : textProblems(tag, text);
    }),
  ];
}

/** What is in the way of a template. */
export function templateProblems(
  reference: Reference,
  { content, constraints }: TemplateBody,
): readonly string[] {
  const name = quote(formatReference(reference));
  const template = l10n.t('The template {0}', name);
  return [
    ...identityProblems({
      owner: template,
      key: 'template_id',
      keyOfOwner: l10n.t('The `template_id` of the template {0}', name),
      reference,
    }),
    ...(content === ''
      ? [l10n.t('{0} has no content. Write one.', template)]
      : textProblems(l10n.t('The content of the template {0}', name), content)),
    ...(constraints === null
      ? []
      : valueProblems(l10n.t('A constraint of the template {0}', name), constraints)),
  ];
}

/** A version with an identity; the texts begin sentences. */
interface Identified {
  readonly owner: string;
  readonly key: 'bundle_id' | 'template_id';
  readonly keyOfOwner: string;
  readonly reference: Reference;
}

function identityProblems({ owner, key, keyOfOwner, reference }: Identified): readonly string[] {
  const { id, semver } = reference;
  const length = countCodePoints(id);
  return [
    ...(length === 0 || length > MAX_ID_LENGTH
      ? [
          l10n.t(
            '{0} has a `{1}` of {2} characters. It must have 1 to {3}.',
            owner,
            key,
            length,
            MAX_ID_LENGTH,
          ),
        ]
      : textProblems(keyOfOwner, id)),
    ...(isSemver(semver)
      ? []
      : [
          l10n.t(
            '{0} needs an exact version of at most {1} characters, such as 1.4.0.',
            owner,
            MAX_SEMVER_LENGTH,
          ),
        ]),
  ];
}

/** PostgreSQL's texts hold no U+0000, and UTF-8 no half of a character. */
function textProblems(what: string, text: string): readonly string[] {
  if (text.includes('\0'))
    return [l10n.t('{0} holds the character U+0000, which no database can store. Remove it.', what)];
  return text.isWellFormed() ? [] : [l10n.t('{0} holds half a character. Remove it.', what)];
}

/** The first thing in a value that cannot be stored. Values nested too deep are not looked into. */
function valueProblems(what: string, value: JsonValue, depth = 1): readonly string[] {
  if (typeof value === 'string') return textProblems(what, value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return [l10n.t('{0} is no finite number. Change it.', what)];
    return Math.abs(value) < MAX_SERVICE_NUMBER
      ? []
      : [l10n.t('{0} is too large a number for the service. Change it.', what)];
  }
  const isList = Array.isArray(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return [];
  if (depth > MAX_SERVICE_DEPTH)
    return [
      l10n.t(
        '{0} is nested more than {1} levels deep, where the service fails. Move it up.',
        what,
        MAX_SERVICE_DEPTH,
      ),
    ];
  const inside: readonly JsonValue[] = isList ? value : isJsonMap(value) ? [...value.values()] : [];
  const keys: readonly string[] = isJsonMap(value) ? [...value.keys()] : [];
  for (const item of [...keys, ...inside]) {
    const problems = valueProblems(what, item, depth + 1);
    if (problems.length > 0) return problems;
  }
  return [];
}
