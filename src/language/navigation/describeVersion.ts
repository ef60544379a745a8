import * as l10n from '@vscode/l10n';
import type { PromptBundle } from '../../core/model/bundle.js';
import type { TextRange } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { counted, quote, shorten } from '../../core/text/quote.js';
import { adviseVersion } from '../../core/versions/adviseVersion.js';
import { bundleChanges, templateChanges, type ContentChange } from '../../core/versions/contentChanges.js';
import { nextVersion } from '../../core/versions/nextVersion.js';
import type { LanguageContext } from '../context.js';
import type { Mention } from './mentions.js';
import { sentence } from './names.js';
import { stateOfBundle, stateOfTemplate } from './publishedSentences.js';
import { allVersions, modelOfVersion } from './versionModels.js';

/** The most changes that are told, and passages of a text that are shown. */
const CHANGES = 5;
const PASSAGES = 4;
/** The most characters of a passage, and around it. */
const PASSAGE = 160;
const AROUND = 24;

type Model = PromptTemplate | PromptBundle;

/** What changed in a version since the one before it, and how it stands to what is published. */
export async function describeVersion(
  context: LanguageContext,
  file: string,
  { of, name }: Mention,
): Promise<readonly MarkdownPart[]> {
  const scope = context.files.scopeOf(file);
  const state =
    of === 'bundle' ? await stateOfBundle(context, file, name) : await stateOfTemplate(context, file, name);
  const before = allVersions(scope, of, name.id).findLast((semver) => compareSemver(semver, name.semver) < 0);
  const title = quote(formatReference(name));
  if (before === undefined)
    return [{ words: sentence(l10n.t('{0} has no version before it.', title), state) }];
  const parsed = await context.files.read(file);
  const after = parsed && parsed.kind !== 'input' ? parsed.model : undefined;
  const earlier = await modelOfVersion(context, scope, of, { id: name.id, semver: before });
  if (!after || !earlier)
    return [{ words: sentence(l10n.t('The version before {0} is {1}.', title, quote(before)), state) }];
  return [
    ...changeParts(before, earlier, after),
    { words: sentence(adviceOn(before, earlier, after), state) },
  ];
}

function changeParts(before: string, earlier: Model, after: Model): readonly MarkdownPart[] {
  const changes = changesBetween(earlier, after);
  if (changes.length === 0) return [{ words: l10n.t('Says the same as {0}.', quote(before)) }];
  const told = changes
    .slice(0, CHANGES)
    .map(({ summary, words }) => (words ? textSummary(words.length) : summary))
    .join('; ');
  const left = changes.length - CHANGES;
  return [
    {
      words:
        left > 0
          ? l10n.t('Since {0}: {1}; {2} more.', quote(before), told, counted(left))
          : l10n.t('Since {0}: {1}.', quote(before), told),
    },
    ...passages(earlier, after, changes),
  ];
}

function textSummary(places: number): string {
  return places === 1
    ? l10n.t('the text changed in 1 place')
    : l10n.t('the text changed in {0} places', counted(places));
}

function changesBetween(earlier: Model, after: Model): readonly ContentChange[] {
  if ('content' in earlier && 'content' in after) return templateChanges(earlier, after);
  return 'tags' in earlier && 'tags' in after ? bundleChanges(earlier, after) : [];
}

/** The passages of a text that changed, with some words around them: lines of a prompt may be long. */
function passages(earlier: Model, after: Model, changes: readonly ContentChange[]): readonly MarkdownPart[] {
  if (!('content' in earlier) || !('content' in after)) return [];
  const words = changes.flatMap((change) => change.words ?? []);
  const lines = words
    .slice(0, PASSAGES)
    .flatMap((change) => [
      ...passage('-', earlier.content, change.before),
      ...passage('+', after.content, change.after),
    ]);
  const left = words.length - PASSAGES;
  return [
    ...(lines.length > 0 ? [{ block: lines.join('\n'), language: 'diff' as const }] : []),
    ...(left > 0 ? [{ words: l10n.t('{0} more.', counted(left)) }] : []),
  ];
}

/** A passage on one line, marked as a diff does; nothing where nothing stands there. */
function passage(mark: '-' | '+', text: string, { start, end }: TextRange): readonly string[] {
  if (end <= start) return [];
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const before = text.slice(from, start).replace(from > 0 ? /^\S*\s/ : /^/, '');
  const behind = text.slice(end, to).replace(to < text.length ? /\s\S*$/ : /$/, '');
  const shown = before + shorten(text.slice(start, end), PASSAGE) + behind;
  const [open, close] = [from > 0 ? '… ' : '', to < text.length ? ' …' : ''];
  return [`${mark} ${open}${shown.replaceAll(/\s+/g, ' ').trim()}${close}`];
}

/** Told where the number promises less change than there is. */
function adviceOn(before: string, earlier: Model, after: Model): string | undefined {
  const { level, reason } = adviseVersion(earlier, after);
  const advised: Reference['semver'] = nextVersion(before, level);
  if (level === 'none' || compareSemver(after.semver, advised) >= 0) return undefined;
  return l10n.t('This change asks for {0} ({1}: {2}).', quote(advised), level, reason);
}
