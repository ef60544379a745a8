import * as l10n from '@vscode/l10n';
import type { PromptFile } from '../core/documents/promptFile.js';
import { entryOf, stringOf } from '../core/documents/valueNode.js';
import { BEGINNING, type TextRange } from '../core/model/findings.js';
import { PromptError } from '../core/model/promptError.js';
import { formatReference, type Reference } from '../core/model/reference.js';
import { counted, excerpt } from '../core/text/quote.js';
import type { LanguageContext } from './context.js';
import type { ExpectationResults } from './expectations/expectationIndex.js';
import { publishedState } from './publication/publishedState.js';
import type { PromptFileReader } from './scopes/indexSources.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';
import { bundlesLens, commandLens, type Lens, type LensOptions } from './lenses/lens.js';
import { stateLenses } from './lenses/stateLenses.js';

export type { Lens, LensAction, LensCommand } from './lenses/lens.js';

export interface LensContext extends Pick<LanguageContext, 'generatorOf'> {
  readonly files: LanguageContext['files'];
  /** The files as other files are told of them. */
  readonly told: PromptFileReader;
  /** `undefined` as long as nothing was compared. */
  readonly expectationsOf: (file: string) => ExpectationResults | undefined;
}

/** How much of a hash is told over a file: what the preview and the table of versions show. */
const SHOWN_DIGITS = 8;

/** What is said over a file: how its version stands, who uses it, and what can be done with it. */
export async function provideLenses(
  context: LensContext,
  file: string,
  options: LensOptions,
): Promise<readonly Lens[]> {
  const scope = context.files.scopeOf(file);
  const parsed = await context.files.read(file);
  switch (parsed?.kind) {
    case undefined:
      return [];
    case 'bundle':
      return bundleLenses(context, scope, file, parsed, options);
    case 'template':
      return templateLenses(context, scope, file, parsed, options);
    case 'input':
      return inputLenses(context, scope, file, parsed);
  }
}

/** The hash of all that a bundle is made of; `undefined` where it cannot be rendered. */
export async function contentHashOf(
  { files, generatorOf }: Pick<LensContext, 'files' | 'generatorOf'>,
  file: string,
): Promise<string | undefined> {
  const name = files.scopeOf(file).get(file)?.identity?.name;
  const parsed = await files.read(file);
  if (!name || !parsed?.model) return undefined;
  try {
    const generator = await generatorOf(file);
    return (await generator.renderFromBundle({ bundle: name })).content_hash;
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    return undefined;
  }
}

async function bundleLenses(
  context: LensContext,
  scope: ScopeIndex,
  file: string,
  { root }: PromptFile,
  options: LensOptions,
): Promise<readonly Lens[]> {
  const range = stringOf(root, 'bundle_id')?.range ?? BEGINNING;
  const name = scope.get(file)?.identity?.name;
  const state = await publishedState(scope, context.told, file);
  const hash = await contentHashOf(context, file);
  return [
    ...(name ? stateLenses(scope, 'bundle', name, state, range, options) : []),
    commandLens(range, l10n.t('Preview'), 'preview'),
    ...(hash === undefined ? [] : [commandLens(range, l10n.t('Copy'), 'copy')]),
    commandLens(range, l10n.t('Compare'), 'compareVersions'),
    ...(hash === undefined
      ? []
      : [commandLens(range, `content_hash ${hash.slice(0, SHOWN_DIGITS)}`, 'copyContentHash')]),
  ];
}

async function templateLenses(
  context: LensContext,
  scope: ScopeIndex,
  file: string,
  { root }: PromptFile,
  options: LensOptions,
): Promise<readonly Lens[]> {
  const range = stringOf(root, 'template_id')?.range ?? BEGINNING;
  const name = scope.get(file)?.identity?.name;
  if (!name) return [];
  const state = await publishedState(scope, context.told, file);
  const users = scope.usersOf(name);
  return [
    ...stateLenses(scope, 'template', name, state, range, options),
    bundlesLens(range, users, {
      none: l10n.t('Used by no bundle'),
      one: l10n.t('Used by {0}', nameOf(scope, users[0])),
      many: l10n.t('Used by {0} bundles', counted(users.length)),
    }),
    commandLens(range, l10n.t('Preview'), 'preview'),
  ];
}

function inputLenses(
  context: LensContext,
  scope: ScopeIndex,
  file: string,
  { root, model }: PromptFile,
): readonly Lens[] {
  if (!model) return [];
  const [first] = root?.kind === 'mapping' ? root.entries : [];
  const range = first?.keyRange ?? BEGINNING;
  const bundles = scope.bundlesFor(file);
  const expect = entryOf(root, 'expect');
  return [
    bundlesLens(range, bundles, {
      none: l10n.t('For no bundle'),
      one: l10n.t('For {0}', nameOf(scope, bundles[0])),
      many: l10n.t('For {0} bundles', counted(bundles.length)),
    }),
    ...(bundles.length > 0 ? [commandLens(range, l10n.t('Preview'), 'preview')] : []),
    ...(expect ? expectationLenses(context.expectationsOf(file), file, expect.keyRange) : []),
  ];
}

function expectationLenses(
  results: ExpectationResults | undefined,
  file: string,
  range: TextRange,
): readonly Lens[] {
  if (!results || results.total === 0) return [];
  const { total, failed } = results;
  const [first] = failed;
  if (!first) return [{ range, title: holdText(total) }];
  const title = failedText(failed.length, total);
  return [{ range, title, action: { kind: 'open', file, range: first.range } }];
}

function holdText(total: number): string {
  return total === 1 ? l10n.t('The expectation holds') : l10n.t('All {0} expectations hold', counted(total));
}

function failedText(failed: number, total: number): string {
  if (total === 1) return l10n.t('The expectation does not hold');
  return failed === 1
    ? l10n.t('1 of {0} expectations does not hold', counted(total))
    : l10n.t('{0} of {1} expectations do not hold', counted(failed), counted(total));
}

/** What a bundle is called in a title. */
function nameOf(scope: ScopeIndex, file: string | undefined): string {
  const name: Reference | undefined = file === undefined ? undefined : scope.get(file)?.identity?.name;
  return excerpt(name ? formatReference(name) : scope.nameOf(file ?? ''));
}
