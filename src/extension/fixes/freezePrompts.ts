import { l10n, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { counted } from '../../core/text/quote.js';
import { freezeExpectation, inputsToFreeze, namedBundle, type ScopeIndex } from '../../language/index.js';
import { showError, showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { toRange } from '../problems/diagnostic.js';
import { isReadOnly } from '../workspace/readOnly.js';
import { textOf } from './arguments.js';
import { openFile } from './openFile.js';
import type { FixServices } from './services.js';

/**
 * Has all inputs of a published version expect the hash it gives, unless they expect one: `{ file, version }`, or a file, whose
 * folder is meant; asks for the version where the file is none that is published.
 */
export async function freezePrompts(services: FixServices, argument: unknown): Promise<void> {
  const { files, language, platform } = services;
  const file = argument instanceof Uri ? argument.toString() : textOf(argument, 'file');
  const active = file ?? window.activeTextEditor?.document.uri.toString();
  await files.settled();
  if (active !== undefined) await files.includeSnapshots(Uri.parse(files.scopeKey(Uri.parse(active))));
  const scope = scopeFor(services, active);
  if (!scope) {
    void showInformation(
      l10n.t('No version is published. Publish one first, so that its prompts stay what they are.'),
    );
    return;
  }
  const version = await chooseVersion(scope, argument);
  if (!version) return;
  const generator = await language.publishedGenerator(scope.published);
  const name = formatReference(version);
  const edit = new WorkspaceEdit();
  const frozen: Uri[] = [];
  for (const input of inputsToFreeze(scope, version.id)) {
    const uri = Uri.parse(input);
    const file = await openFile(services, uri);
    const parsed = file?.subject.file;
    if (!file || parsed?.kind !== 'input' || !parsed.model || (await isReadOnly(uri, platform))) continue;
    try {
      const { prompt_hash } = await generator.renderFromBundle({ bundle: version, input: parsed.model });
      const made = freezeExpectation(file.subject, name, prompt_hash);
      if (!made) continue;
      edit.replace(uri, toRange(parsed, made), made.text);
      frozen.push(uri);
    } catch (error) {
      // What is meant for another model, or cannot be rendered, has no hash to expect.
      if (!PromptError.is(error)) throw error;
    }
  }
  if (frozen.length > 0 && !(await workspace.applyEdit(edit))) {
    void showError(l10n.t('The inputs could not be edited.'));
    return;
  }
  void showInformation(frozenText(frozen.length, name));
}

/** Says how many inputs expect what a version gives by now. */
function frozenText(count: number, name: string): string {
  if (count === 0)
    return l10n.t('No input was changed: each that is meant for {0} expects a hash of it already.', name);
  return count === 1
    ? l10n.t('1 input expects the prompt that {0} gives now. Save to keep it.', name)
    : l10n.t('{0} inputs expect the prompt that {1} gives now. Save to keep it.', counted(count), name);
}

/** The root of a file, or else any in which something is published. */
function scopeFor({ files }: FixServices, file: string | undefined): ScopeIndex | undefined {
  const scope = file === undefined ? undefined : files.scopeOf(file);
  if (scope && scope.published.bundles().length > 0) return scope;
  return [...files.scopes().values()].find(({ published }) => published.bundles().length > 0);
}

async function chooseVersion(scope: ScopeIndex, argument: unknown): Promise<Reference | undefined> {
  const given = argument instanceof Uri ? namedBundle(scope, argument.toString())?.identity : undefined;
  const named = given && formatReference(given);
  const asked = textOf(argument, 'version') ?? named;
  const versions = scope.published
    .bundles()
    .map(({ snapshot }) => ({ id: snapshot.bundle.bundle_id, semver: snapshot.bundle.semver }));
  const known = versions.find((one) => formatReference(one) === asked);
  if (known) return known;
  const items = versions.map((version) => ({ label: formatReference(version), version }));
  return (await choose(items, l10n.t('Published version whose prompts are to be expected')))?.version;
}
