import { l10n, Uri } from 'vscode';
import type { Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import { MultiMap } from '../../core/text/multiMap.js';
import { filesOfVersion, namedBundle, type ScopeIndex } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { Choice, Choices } from '../../webview/fields.js';
import { inputName } from '../selection/inputName.js';
import { fileName } from '../workspace/fileName.js';

// What the preview's drop-downs offer. Bundles and inputs go by the URI of their file.

/** The most inputs a drop-down offers; the command Choose Input offers all. */
const MAX_INPUTS = 200;

/**
 * The versions of a bundle, by file name too where two files define the same, and those that were published and that no
 * file defines any more; `identity` is what the selected file is called, or was.
 */
export function versionChoices(
  scope: ScopeIndex,
  selected: string,
  identity: Reference | undefined,
): Choices {
  const { id } = identity ?? { id: '' };
  const semvers = new Set([...scope.versions('bundle', id), ...scope.published.versions(id)]);
  const options = [...semvers].sort(compareSemver).flatMap((semver) => {
    const files = filesOfVersion(scope, { id, semver });
    return files.map((file) => ({
      value: file,
      label: files.length > 1 ? `${semver} (${fileName(Uri.parse(file))})` : labelOf(scope, file, semver),
    }));
  });
  const own = fileName(Uri.parse(selected));
  // What is gone is no second, unnamed row of its version.
  const label = namedBundle(scope, selected)
    ? labelOf(scope, selected, identity?.semver ?? own)
    : l10n.t('{0} (gone)', own);
  return withSelected(options, selected, label);
}

/** The one version of a template that is shown by itself. */
export function versionAlone(template: string, identity: Reference | undefined): Choices {
  return withSelected([], template, identity?.semver ?? fileName(Uri.parse(template)));
}

function labelOf(scope: ScopeIndex, file: string, name: string): string {
  return namedBundle(scope, file)?.isPublished ? l10n.t('{0} (published, read-only)', name) : name;
}

/** No input, the drafts, and the inputs of a scope by file name; by path where two have the same. */
export function inputChoices(
  scope: ScopeIndex,
  folder: string,
  selected: string,
  drafts: readonly string[],
  limit = MAX_INPUTS,
): Choices {
  const inputs = scope.inputs().slice(0, limit);
  const names = new MultiMap<string, string>();
  for (const file of inputs) names.add(fileName(Uri.parse(file)), file);
  const options = inputs.map((file) => {
    const uri = Uri.parse(file);
    const twice = names.get(fileName(uri)).size > 1;
    return { value: file, label: twice ? uri.path.slice(Uri.parse(folder).path.length + 1) : fileName(uri) };
  });
  const edited = drafts.map((draft) => ({ value: draft, label: inputName(draft) }));
  return withSelected(
    [{ value: '', label: l10n.t('No input') }, ...edited, ...options],
    selected,
    inputName(selected),
  );
}

/** The same, made again when there is another input, or another is chosen: not with each key that is typed. */
export class InputChoices {
  #made: { readonly inputs: readonly string[]; readonly key: string; readonly choices: Choices } | undefined;

  choices(scope: ScopeIndex, folder: string, selected: string, drafts: readonly string[]): Choices {
    const inputs = scope.inputs();
    const key = [folder, selected, ...drafts].join('\n');
    if (this.#made?.inputs === inputs && this.#made.key === key) return this.#made.choices;
    const choices = inputChoices(scope, folder, selected, drafts);
    this.#made = { inputs, key, choices };
    return choices;
  }
}

/** The models of a bundle, and the input's own choice. */
export function modelChoices(
  scope: ScopeIndex,
  { bundle, model }: Selection,
  own: string | undefined,
): Choices {
  const none: Choice = {
    value: '',
    label: own === undefined ? l10n.t('Any model') : l10n.t('{0} (from input)', own),
  };
  const tags = namedBundle(scope, bundle)?.tags ?? [];
  return withSelected([none, ...tags.map((tag) => ({ value: tag, label: tag }))], model, model);
}

function withSelected(options: readonly Choice[], selected: string, label: string): Choices {
  const known = options.some(({ value }) => value === selected);
  return { options: known ? options : [...options, { value: selected, label }], selected };
}
