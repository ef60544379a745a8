import { canonicalJson } from '../../core/canonicalJson.js';
import type { parsePromptFile, PromptFile } from '../../core/documents/promptFile.js';
import { fileTypeOf, type FileSyntax } from '../../core/documents/fileKinds.js';
import type { PromptBundle } from '../../core/model/bundle.js';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { PromptTemplate, TemplateBody } from '../../core/model/template.js';
import { wholeFile } from '../edits/writtenValues.js';
import { nameIn } from '../refactor/convert.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { folderManner, namesFor, type FolderManner } from './folderManner.js';
import type { NewFile } from './newFile.js';

/**
 * The file of a template that comes from elsewhere, in the manner of its folder; `undefined` where no file can hold it, unless the
 * nearest will do, to be looked at.
 */
export function templateFile(
  folder: WritingFolder,
  template: PromptTemplate,
  how: Exactness = 'exact',
): NewFile | undefined {
  const { template_id, semver, role, adapter_version, constraints, content } = template;
  const says = mapping({ template_id, semver, role, adapter_version, constraints, content });
  const isIt = (file: PromptFile): boolean =>
    file.kind === 'template' && file.model !== undefined && said(file.model) === said(template);
  return fileThatSays(
    folder,
    'template',
    { id: template_id, semver },
    says,
    how === 'nearest' ? anything : isIt,
  );
}

/** The file of a bundle that comes from elsewhere, likewise, with what no render reads below it: `extra`, whose keys begin with `x-`. */
export function bundleFile(
  folder: WritingFolder,
  bundle: PromptBundle,
  how: Exactness = 'exact',
  extra: JsonMap = new Map(),
): NewFile | undefined {
  const { bundle_id, semver, tags, description = null } = bundle;
  const parts = SLOTS.map((slot): [string, JsonValue] => {
    const part = bundle.templates[slot];
    if (part.kind === 'reference') return [slot, formatReference(part.reference)];
    const { role, adapter_version, constraints, content } = part.template;
    return [slot, mapping({ role, adapter_version, constraints, content })];
  });
  const says = mapping({
    bundle_id,
    semver,
    description,
    tags: tags.length > 0 ? tags : null,
    templates: new Map(parts),
    ...Object.fromEntries(extra),
  });
  const isIt = (file: PromptFile): boolean =>
    file.kind === 'bundle' && file.model !== undefined && bundleText(file.model) === bundleText(bundle);
  return fileThatSays(folder, 'bundle', { id: bundle_id, semver }, says, how === 'nearest' ? anything : isIt);
}

/** Where files are written, and what reads them again: it is large, and shells have it already. */
export interface WritingFolder {
  readonly scope: ScopeIndex;
  readonly parse: typeof parsePromptFile;
  /** How files are called there, where many are written: worked out once, from all of them. */
  readonly manners?: Readonly<Record<'bundle' | 'template', FolderManner>>;
}

/** Whether a file must say just what it was made of. */
type Exactness = 'exact' | 'nearest';

const anything = (): boolean => true;

/** Writes in the folder's own syntax, or in one that can hold it. What is written is read again, and compared. */
function fileThatSays(
  { scope, parse, manners }: WritingFolder,
  kind: 'bundle' | 'template',
  name: Reference,
  says: JsonMap,
  isIt: (file: PromptFile) => boolean,
): NewFile | undefined {
  const manner = manners?.[kind] ?? folderManner(scope, kind);
  const syntaxes: readonly FileSyntax[] = [manner.syntax, 'yaml', 'json'];
  for (const syntax of syntaxes) {
    const names = namesFor(name, manner).map((one) => nameIn(syntax, one));
    const type = fileTypeOf(names[0] ?? '');
    const text = wholeFile({ kind, syntax }, says);
    if (type && isIt(parse(type, { text }))) return { names, text, beside: manner.beside };
  }
  return undefined;
}

/** What is absent is not written. */
function mapping(fields: Readonly<Record<string, JsonValue>>): JsonMap {
  return new Map(Object.entries(fields).filter(([, value]) => value !== null));
}

function said({ content, role, constraints, adapter_version }: TemplateBody): string {
  return canonicalJson(
    new Map<string, JsonValue>(Object.entries({ content, role, constraints, adapter_version })),
  );
}

function bundleText({ bundle_id, semver, tags, templates }: PromptBundle): string {
  const parts = SLOTS.map((slot): JsonValue => {
    const part = templates[slot];
    return part.kind === 'reference' ? formatReference(part.reference) : [said(part.template)];
  });
  return canonicalJson([bundle_id, semver, tags, parts]);
}
