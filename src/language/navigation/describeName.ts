import type { PromptBundle } from '../../core/model/bundle.js';
import type { JsonMap } from '../../core/model/jsonValue.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { counted, excerpt, listed, quote } from '../../core/text/quote.js';
import type { LanguageContext } from '../context.js';
import type { DefiningKind, ScopeIndex } from '../scopes/scopeIndex.js';
import { unreadableDefinition } from '../scopes/unreadableDefinitions.js';
import type { Mention } from './mentions.js';
import { bundleNames, firstLines, sentence } from './names.js';
import { stateOfBundle, stateOfTemplate } from './publishedSentences.js';
import { allVersions, modelOfVersion } from './versionModels.js';

/** The most lines of a template, and versions of an id, that are shown. */
const LINES = 6;
const VERSIONS = 6;
/** The most characters of a description. */
const DESCRIPTION = 200;

/** A template: what it says first, what it asks for, where it is, who uses it, and what is published. */
export async function describeTemplate(
  context: LanguageContext,
  file: string,
  { role, name }: Mention,
): Promise<readonly MarkdownPart[]> {
  const scope = context.files.scopeOf(file);
  const model = await modelOfVersion(context, scope, 'template', name);
  if (!model || !('content' in model)) return missing(scope, 'template', name);
  const { block, rest } = firstLines(model.content, LINES);
  const isHere = role === 'definition';
  const others = scope.usersOf(name).filter((user) => user !== file);
  const used = bundleNames(scope, others);
  const also = isHere ? 'Used' : 'Also used';
  const title = `Template ${quote(formatReference(name))}, role ${quote(model.role)}`;
  return [
    { words: `${title}${placeOf(scope, 'template', name)}.` },
    {
      words: sentence(
        used === '' ? (isHere ? 'No bundle uses it.' : 'No other bundle uses it.') : `${also} by ${used}.`,
        await stateOfTemplate(context, file, name),
        otherVersions(scope, 'template', name),
      ),
    },
    ...constraintLine(model),
    ...(isHere ? [] : [{ block }, ...(rest === '' ? [] : [{ words: rest }])]),
  ];
}

/** A bundle: where it is, what it is made of, what it serves, which inputs expect something of it, and what is published. */
export async function describeBundle(
  context: LanguageContext,
  file: string,
  { role, name }: Mention,
): Promise<readonly MarkdownPart[]> {
  const scope = context.files.scopeOf(file);
  const model = await modelOfVersion(context, scope, 'bundle', name);
  if (!model || !('templates' in model)) return missing(scope, 'bundle', name);
  const expecting = scope.expecting(name).filter((input) => input !== file);
  const expected = bundleNames(scope, expecting);
  return [
    { words: `Bundle ${quote(formatReference(name))}${placeOf(scope, 'bundle', name)}.` },
    ...(model.description === undefined ? [] : [{ words: excerpt(model.description, DESCRIPTION) }]),
    {
      words: sentence(
        model.tags.length > 0
          ? `Serves ${listed(model.tags.map((tag) => quote(tag)))}.`
          : 'Serves no model by name.',
        expected === '' ? '' : `${role === 'definition' ? 'Expected' : 'Also expected'} by ${expected}.`,
        await stateOfBundle(context, file, name),
        otherVersions(scope, 'bundle', name),
      ),
    },
    ...(role === 'definition' ? [] : [{ block: slotLines(model) }]),
  ];
}

function missing(scope: ScopeIndex, of: DefiningKind, name: Reference): readonly MarkdownPart[] {
  const unreadable = unreadableDefinition(scope, of, name, 0);
  const defining = unreadable?.place.file ?? scope.definitions(of, name).map((file) => scope.nameOf(file))[0];
  const what = quote(formatReference(name));
  const words = unreadable
    ? `${what} is in ${quote(unreadable.place.file)}, which cannot be read.`
    : defining === undefined
      ? `No file defines ${what}.`
      : `${what} is in ${quote(defining)}, which has errors.`;
  return [{ words: sentence(words, otherVersions(scope, of, name)) }];
}

function placeOf(scope: ScopeIndex, of: DefiningKind, name: Reference): string {
  const files = scope.definitions(of, name).map((file) => quote(scope.nameOf(file)));
  return files.length > 1
    ? `, in ${counted(files.length)} files: ${listed(files)}`
    : files.map((one) => `, in ${one}`).join('');
}

function constraintLine({ constraints }: PromptTemplate): readonly MarkdownPart[] {
  const told = [...(constraints ?? (new Map() as JsonMap))].map(([key, value]) => {
    if (Array.isArray(value)) return `${quote(key)} (${counted(value.length)})`;
    return typeof value === 'object' ? quote(key) : `${quote(key)} ${quote(String(value))}`;
  });
  return told.length > 0 ? [{ words: `Constraints: ${listed(told)}.` }] : [];
}

function slotLines({ templates }: PromptBundle): string {
  return SLOTS.map((slot) => {
    const part = templates[slot];
    const says =
      part.kind === 'reference' ? excerpt(formatReference(part.reference)) : '(written in the bundle)';
    return `${slot.padEnd('personality'.length)}  ${says}`;
  }).join('\n');
}

/** The other versions of an id, newest first. */
function otherVersions(scope: ScopeIndex, of: DefiningKind, { id, semver }: Reference): string {
  const others = allVersions(scope, of, id).filter((version) => version !== semver);
  const shown = [...others].reverse().map((version) => quote(version));
  return others.length > 0 ? `Other versions: ${listed(shown, VERSIONS)}.` : '';
}
