import { Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { ScopeIndex } from '../../language/scopeIndex.js';
import type { Choice, Choices, Selection } from '../../preview/protocol.js';
import { fileName } from '../bundleRenderer.js';

// What the preview's drop-downs offer. Bundles and inputs go by the URI of their file.

/** The bundles of a scope: versions of the one shown by their version alone, others by their whole name. */
export function bundleChoices(scope: ScopeIndex, selected: string): Choices {
  const shown = scope.get(selected)?.identity?.name.id;
  const bundles = scope
    .ids('bundle')
    .flatMap((id) =>
      scope
        .versions('bundle', id)
        .flatMap((semver) =>
          scope.definitions('bundle', { id, semver }).map((file) => ({ id, semver, file })),
        ),
    );
  const options = bundles.map(({ id, semver, file }) => {
    const name = id === shown ? semver : formatReference({ id, semver });
    const twice = bundles.filter((other) => other.id === id && other.semver === semver).length > 1;
    return { value: file, label: twice ? `${name} (${fileName(file)})` : name };
  });
  return withSelected(options, selected, fileName(selected));
}

/** The inputs of a scope, by file name; by path where two have the same. */
export function inputChoices(scope: ScopeIndex, folder: string, selected: string): Choices {
  const inputs = scope.inputs();
  const options = inputs.map((file) => {
    const twice = inputs.filter((other) => fileName(other) === fileName(file)).length > 1;
    return {
      value: file,
      label: twice ? Uri.parse(file).path.slice(Uri.parse(folder).path.length + 1) : fileName(file),
    };
  });
  return withSelected([{ value: '', label: 'No input' }, ...options], selected, fileName(selected));
}

/** The models of a bundle, and the input's own choice. */
export function modelChoices(scope: ScopeIndex, { bundle, input, model }: Selection): Choices {
  const own = scope.get(input)?.modelType?.name;
  const none: Choice = { value: '', label: own === undefined ? 'Any model' : `${own} (from input)` };
  const tags = scope.get(bundle)?.tags ?? [];
  return withSelected([none, ...tags.map((tag) => ({ value: tag, label: tag }))], model, model);
}

/** The newest version of a bundle among its files, or of the first bundle there is. */
export function newestBundle(scope: ScopeIndex, files: readonly string[]): string | undefined {
  const semver = (file: string): string => scope.get(file)?.identity?.name.semver ?? '';
  return [...files].sort((a, b) => compareSemver(semver(a), semver(b))).at(-1);
}

function withSelected(options: readonly Choice[], selected: string, label: string): Choices {
  const known = options.some(({ value }) => value === selected);
  return { options: known ? options : [...options, { value: selected, label }], selected };
}
