import { l10n, Uri, type TextDocument } from 'vscode';
import type { RuleSeverities } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import { preparePublication, type ScopeIndex } from '../../language/index.js';
import type { PromptLanguage } from '../../language/index.js';
import { showError } from '../output/messages.js';
import { fileName } from '../workspace/fileName.js';
import { whyHeldBack } from '../workspace/heldBack.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { isInWorkspace } from '../workspace/savedPlace.js';
import { readSettings } from '../workspace/settings.js';
import { shownDocument } from '../workspace/shownDocument.js';
import { placed, type PlacedFinding } from './findingLines.js';
import { showRefusal } from './refusal.js';

/** A version without errors, as the editors show it now. */
export interface PreparedVersion {
  readonly reference: Reference;
  readonly scope: ScopeIndex;
  readonly publication: Extract<Awaited<ReturnType<typeof preparePublication>>, { kind: 'ready' }>;
  /** Files it is made of whose text is in their editors alone. */
  readonly unsaved: readonly TextDocument[];
  readonly warnings: readonly PlacedFinding[];
}

/** Checks the version that a bundle file says it is, with its templates. `undefined`, and the author is told why, when it cannot be published. */
export async function prepareVersion(
  { files, language }: { readonly files: PromptWorkspace; readonly language: PromptLanguage },
  bundle: Uri,
): Promise<PreparedVersion | undefined> {
  if (!isInWorkspace(bundle)) {
    void showError(
      l10n.t(
        '{0} is in no folder of this workspace, so there is no place to publish it to. Open its folder first.',
        fileName(bundle),
      ),
    );
    return undefined;
  }
  await includeBundles(files, [bundle.toString()], '');
  const file = bundle.toString();
  const scope = files.scopeOf(file);
  const alone = scope.surroundings.alone?.();
  if (alone !== undefined) {
    void showError(l10n.t('{0} So there is no place to publish it to.', alone));
    return undefined;
  }
  // What decides is what is stored now, told by VS Code or not.
  await files.includeSnapshots(Uri.parse(files.scopeKey(bundle)));
  const templates = (scope.get(file)?.references ?? []).flatMap(({ name }) =>
    scope.definitions('template', name),
  );
  const unchecked = files.heldBack(scope).find((one) => one === file || templates.includes(one));
  if (unchecked !== undefined) {
    void showError(whyHeldBack(unchecked, 'publish'));
    return undefined;
  }
  const reference = scope.get(file)?.identity?.name;
  if (!reference) {
    const found = await language.check([], [file], rulesOf);
    const errors = found.filter(({ finding }) => finding.severity === 'error');
    await showRefusal(files, bundle, l10n.t('The bundle has errors. Fix them to publish it.'), errors);
    return undefined;
  }
  const publication = await preparePublication(language, file, reference, {
    maxFileBytes: files.maxFileBytes(bundle),
    rulesOf,
  });
  if (publication.kind === 'refused') {
    await showRefusal(files, bundle, publication.reason, publication.errors);
    return undefined;
  }
  const concerned = new Set([file, ...SLOTS.map((slot) => publication.render.parts[slot].origin)]);
  const documents = [...concerned].flatMap((one) => shownDocument(Uri.parse(one)) ?? []);
  return {
    reference,
    scope,
    publication,
    unsaved: documents.filter(({ isDirty }) => isDirty),
    warnings: await placed(files, publication.warnings),
  };
}

/** The severities that hold for a file. */
function rulesOf(file: string): RuleSeverities {
  return readSettings(Uri.parse(file)).rules;
}
