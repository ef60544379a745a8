import * as l10n from '@vscode/l10n';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { toJsonMap } from '../../core/documents/valueNode.js';
import type { JsonMap } from '../../core/model/jsonValue.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Slot } from '../../core/model/slots.js';
import type { TemplateBody } from '../../core/model/template.js';
import { quote } from '../../core/text/quote.js';
import { setValues } from '../edits/setValues.js';
import type { FixSubject } from '../edits/subject.js';
import { templateBodyValues } from '../edits/templateBodyValues.js';
import type { TextEdit } from '../edits/textEdit.js';
import type { NewValue } from '../edits/waysToSay.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { unitedSuppressions } from './movedSuppressions.js';
import { notEditable, type Refused } from './refused.js';
import { slotContent } from './slotContent.js';
import { wouldChangePublished } from './wouldChangePublished.js';

/** A bundle with a template written into it, to which it referred before: the prompt stays the same. */
export interface Inlined {
  readonly edits: readonly TextEdit[];
}

/** Where a reference of a bundle leads: to a file, or to what is published, or in the fallback, where no file defines the template. */
export type InlineSource = { readonly file: PromptFile } | { readonly published: TemplateBody };

/** Whether a reference leads to a template that can be written into a bundle: in one file that can be read, or published, or in the fallback, where none is. */
export function canInline(scope: ScopeIndex, reference: Reference): boolean {
  const [file, ...others] = scope.definitions('template', reference);
  if (file === undefined)
    return scope.published.templates(reference).length > 0 || scope.fallback.get(reference) !== undefined;
  return others.length === 0 && scope.get(file)?.isValid === true;
}

/** Writes the template of a slot into the bundle, with what its file suppresses. The template's file stays. */
export function inline(
  scope: ScopeIndex,
  bundle: FixSubject,
  slot: Slot,
  source: InlineSource | undefined,
): Inlined | Refused {
  const content = slotContent(bundle.file, slot);
  if (content?.kind !== 'reference') return { reason: l10n.t('There is no reference in {0}.', quote(slot)) };
  const body = source && bodyOf(source);
  if (!body)
    return {
      reason: l10n.t(
        '{0} is in no file without errors. Fix that to write the template into the bundle.',
        quote(formatReference(content.reference)),
      ),
    };
  const values: NewValue[] = [{ path: ['templates', slot], value: body }];
  const suppress = unitedSuppressions(bundle.file, 'file' in source ? source.file : undefined);
  if (suppress !== undefined) values.push({ path: ['suppress'], value: suppress });
  const edit = setValues(bundle, values);
  if (!edit) return notEditable();
  return wouldChangePublished(scope, bundle, [edit]) ?? { edits: [edit] };
}

/** The keys that an inline template has (spec, section 1.2), as they are written. */
const BODY_KEYS: ReadonlySet<string> = new Set(['role', 'adapter_version', 'constraints', 'content']);

function bodyOf(source: InlineSource): JsonMap | undefined {
  if (!('file' in source)) return templateBodyValues(source.published);
  const { file } = source;
  if (file.kind !== 'template' || !file.model || file.root?.kind !== 'mapping') return undefined;
  const values = [...toJsonMap(file.root)].filter(([key]) => BODY_KEYS.has(key));
  const isContent = ([key]: (typeof values)[number]): boolean => key === 'content';
  return new Map([...values.filter((one) => !isContent(one)), ...values.filter(isContent)]);
}
