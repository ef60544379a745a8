import type { FileType } from '../../core/documents/fileKinds.js';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { writeInput } from '../../core/documents/writeInput.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import {
  FIRST_VERSION,
  starterBundle,
  starterInput,
  starterTemplates,
  starterTemplate,
} from '../fixes/documents/starter.js';
import { wholeFile } from '../edits/writtenValues.js';
import { isVersionKnown } from '../scopes/isVersionKnown.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { NewFile } from './newFile.js';
import { folderManner, namesFor, type FolderManner } from './folderManner.js';

/** A bundle and the files of its templates, if it has any. */
export interface NewBundle {
  readonly bundle: NewFile;
  readonly templates: readonly NewFile[];
}

/** Where the four templates of a new bundle are: in the bundle itself, or each in a file. */
export type TemplatesIn = 'bundle' | 'files';

/** A bundle that renders at once. Ids of templates in files are `<bundle_id>-<slot>`. */
export function newBundle(scope: ScopeIndex, name: Reference, templatesIn: TemplatesIn): NewBundle {
  const manner = folderManner(scope, 'bundle');
  const templates = folderManner(scope, 'template');
  const references = SLOTS.map((slot) => ({
    slot,
    reference: { id: `${name.id}-${slot}`, semver: FIRST_VERSION },
  }));
  const parts =
    templatesIn === 'files'
      ? new Map(
          references.map(({ slot, reference }): [string, JsonValue] => [slot, formatReference(reference)]),
        )
      : undefined;
  return {
    bundle: fileIn(manner, name, starterBundle(name, parts), 'bundle'),
    templates:
      templatesIn === 'files'
        ? references
            .filter(({ reference }) => !isVersionKnown(scope, 'template', reference))
            .map(({ slot, reference }) => templateFile(templates, reference, slot))
        : [],
  };
}

/** A bundle that renders at once, of which one part is a template that is there; the others are in the bundle. */
export function newBundleWith(scope: ScopeIndex, name: Reference, slot: Slot, template: Reference): NewFile {
  const templates = starterTemplates();
  const used = new Map([...templates, [slot, formatReference(template)]]);
  return fileIn(folderManner(scope, 'bundle'), name, starterBundle(name, used), 'bundle');
}

/** A template that is valid by itself, for a slot. */
export function newTemplateFile(scope: ScopeIndex, name: Reference, slot: Slot): NewFile {
  return templateFile(folderManner(scope, 'template'), name, slot);
}

/** An input that comes from elsewhere. */
export function inputFile(scope: ScopeIndex, stem: string, input: RenderInput): NewFile {
  const manner = { ...folderManner(scope, 'input'), separator: undefined };
  const names = namesFor({ id: stem, semver: '' }, manner).slice(0, 1);
  return {
    names,
    text: writeInput(input, manner.syntax === 'json' ? 'json' : 'yaml'),
    beside: manner.beside,
  };
}

/** An input for a model, or for none. */
export function newInput(scope: ScopeIndex, stem: string, model: string | undefined): NewFile {
  const manner = { ...folderManner(scope, 'input'), separator: undefined };
  const file = fileIn(manner, { id: stem, semver: '' }, starterInput(model), 'input');
  return { ...file, names: file.names.slice(0, 1) };
}

function templateFile(manner: FolderManner, name: Reference, slot: Slot): NewFile {
  return fileIn(manner, name, starterTemplate(name.id, name.semver, slot), 'template');
}

function fileIn(manner: FolderManner, name: Reference, says: JsonMap, kind: FileType['kind']): NewFile {
  return {
    names: namesFor(name, manner),
    text: wholeFile({ kind, syntax: manner.syntax }, says),
    beside: manner.beside,
  };
}
