import * as l10n from '@vscode/l10n';
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
  return [
    { words: templateTitle(name, model.role, filesOf(scope, 'template', name)) },
    {
      words: sentence(
        usedText(used, isHere),
        await stateOfTemplate(context, file, name),
        otherVersions(scope, 'template', name),
      ),
    },
    ...constraintLine(model),
    ...(isHere ? [] : [{ block }, ...(rest === '' ? [] : [{ words: rest }])]),
  ];
}

function templateTitle(name: Reference, role: string, files: readonly string[]): string {
  const [shown, said] = [quote(formatReference(name)), quote(role)];
  const [file, ...others] = files;
  if (file === undefined) return l10n.t('Template {0}, role {1}.', shown, said);
  return others.length === 0
    ? l10n.t('Template {0}, role {1}, in {2}.', shown, said, file)
    : l10n.t('Template {0}, role {1}, in {2} files: {3}.', shown, said, counted(files.length), listed(files));
}

/** Which bundles use a template, beside the file that somebody points at where that refers to it, too. */
function usedText(users: string, isHere: boolean): string {
  if (users === '') return isHere ? l10n.t('No bundle uses it.') : l10n.t('No other bundle uses it.');
  return isHere ? l10n.t('Used by {0}.', users) : l10n.t('Also used by {0}.', users);
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
    { words: bundleTitle(name, filesOf(scope, 'bundle', name)) },
    ...(model.description === undefined ? [] : [{ words: excerpt(model.description, DESCRIPTION) }]),
    {
      words: sentence(
        model.tags.length > 0
          ? l10n.t('Serves {0}.', listed(model.tags.map((tag) => quote(tag))))
          : l10n.t('Serves no model by name.'),
        expected === '' ? '' : expectedText(expected, role === 'definition'),
        await stateOfBundle(context, file, name),
        otherVersions(scope, 'bundle', name),
      ),
    },
    ...(role === 'definition' ? [] : [{ block: slotLines(model) }]),
  ];
}

function bundleTitle(name: Reference, files: readonly string[]): string {
  const shown = quote(formatReference(name));
  const [file, ...others] = files;
  if (file === undefined) return l10n.t('Bundle {0}.', shown);
  return others.length === 0
    ? l10n.t('Bundle {0}, in {1}.', shown, file)
    : l10n.t('Bundle {0}, in {1} files: {2}.', shown, counted(files.length), listed(files));
}

function expectedText(inputs: string, isHere: boolean): string {
  return isHere ? l10n.t('Expected by {0}.', inputs) : l10n.t('Also expected by {0}.', inputs);
}

function missing(scope: ScopeIndex, of: DefiningKind, name: Reference): readonly MarkdownPart[] {
  const unreadable = unreadableDefinition(scope, of, name, 0);
  const defining = unreadable?.place.file ?? scope.definitions(of, name).map((file) => scope.nameOf(file))[0];
  const what = quote(formatReference(name));
  const words = unreadable
    ? l10n.t('{0} is in {1}, which cannot be read.', what, quote(unreadable.place.file))
    : defining === undefined
      ? l10n.t('No file defines {0}.', what)
      : l10n.t('{0} is in {1}, which has errors.', what, quote(defining));
  return [{ words: sentence(words, otherVersions(scope, of, name)) }];
}

/** The files that define a version, quoted. */
function filesOf(scope: ScopeIndex, of: DefiningKind, name: Reference): readonly string[] {
  return scope.definitions(of, name).map((file) => quote(scope.nameOf(file)));
}

function constraintLine({ constraints }: PromptTemplate): readonly MarkdownPart[] {
  const told = [...(constraints ?? (new Map() as JsonMap))].map(([key, value]) => {
    if (Array.isArray(value)) return `${quote(key)} (${counted(value.length)})`;
    return typeof value === 'object' ? quote(key) : `${quote(key)} ${quote(String(value))}`;
  });
  return told.length > 0 ? [{ words: l10n.t('Constraints: {0}.', listed(told)) }] : [];
}

function slotLines({ templates }: PromptBundle): string {
  return SLOTS.map((slot) => {
    const part = templates[slot];
    const says =
      part.kind === 'reference'
        ? excerpt(formatReference(part.reference))
        : l10n.t('(written in the bundle)');
    return `${slot.padEnd('personality'.length)}  ${says}`;
  }).join('\n');
}

/** The other versions of an id, newest first. */
function otherVersions(scope: ScopeIndex, of: DefiningKind, { id, semver }: Reference): string {
  const others = allVersions(scope, of, id).filter((version) => version !== semver);
  const shown = [...others].reverse().map((version) => quote(version));
  return others.length > 0 ? l10n.t('Other versions: {0}.', listed(shown, VERSIONS)) : '';
}
