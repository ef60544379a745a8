import type { Reference } from '../model/reference.js';
import { isSemver } from '../model/semver.js';

/** More names than this in one broken text are looked at by nobody. */
const MAX_NAMES = 8;

/** What a text that cannot be read says of the version it defines. */
export interface ClaimedVersions {
  /** The versions it may define: one, unless both sides of a conflict or a key that stands twice name another. */
  readonly versions: readonly Reference[];
  /** Ids of which it may define any version, since it names none that can be read. */
  readonly ids: readonly string[];
}

/**
 * What a template or a bundle seems to define whose text cannot be read: the values of its id and version wherever they
 * stand, whatever is wrong around them; else what the file is called.
 */
export function claimedVersions(kind: 'template' | 'bundle', path: string, text: string): ClaimedVersions {
  const ids = valuesOf(`${kind}_id`, text);
  const semvers = valuesOf('semver', text).filter(isSemver);
  if (ids.length === 0) return claimedByName(path);
  const versions = ids.flatMap((id) => semvers.map((semver) => ({ id, semver })));
  return { versions: versions.slice(0, MAX_NAMES), ids: versions.length > 0 ? [] : ids };
}

/** What stands behind a key, in any of our syntaxes, with or without a colon and quotes. */
function valuesOf(key: string, text: string): readonly string[] {
  const written = new RegExp(
    `(?<![\\w-])${key}["'“”]?(?:[ \\t]*[:=]|[ \\t])[ \\t]*(?:[!&][^\\s,]*[ \\t]+){0,2}(?:"([^"\\n]{1,255})"|'([^'\\n]{1,255})'|([^\\n,}]{1,255}))`,
    'g',
  );
  const values = new Set<string>();
  for (const [, double, single, plain = ''] of text.matchAll(written)) {
    const value = double ?? single ?? unquoted(plain);
    if (value !== '') values.add(value);
    if (values.size === MAX_NAMES) break;
  }
  return [...values];
}

/** A plain value less its comment, and less a quote that has no other. */
function unquoted(plain: string): string {
  const [written = ''] = plain.split(/\s#/);
  const value = written.trim();
  // Aliases, brackets and blocks are no names.
  return /^[*[{|>]/.test(value) ? '' : value.replace(/^["'“‘]|["'”’]$/g, '');
}

/** `folder/support-persona-1.3.0.…`, `support-persona.…` and `support-persona/1.3.0.…` are what people call files. */
function claimedByName(path: string): ClaimedVersions {
  const [name = '', folder = ''] = path.split('/').reverse();
  const base = name.replace(/\.prompt-(?:template|bundle)\.\w+$/, '');
  if (isSemver(base)) return { versions: [{ id: folder, semver: base }], ids: [] };
  for (const { index } of base.matchAll(/[-@_. ]v?(?=\d)/g)) {
    const semver = base.slice(index + 1).replace(/^v/, '');
    if (index > 0 && isSemver(semver)) return { versions: [{ id: base.slice(0, index), semver }], ids: [] };
  }
  return { versions: [], ids: [base] };
}
