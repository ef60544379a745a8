import * as l10n from '@vscode/l10n';
import { formatReference } from '../../../core/model/reference.js';
import type { BundlePart, PromptBundle } from '../../../core/model/bundle.js';
import type { JsonValue } from '../../../core/model/jsonValue.js';
import type { Slot } from '../../../core/model/slots.js';
import type { TemplateBody } from '../../../core/model/template.js';
import { changedVersion, type ChangedVersion } from '../../publication/publishedFindings.js';
import type { ScopeIndex } from '../../scopes/scopeIndex.js';
import { setValues } from '../../edits/setValues.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { templateBodyValues } from '../../edits/templateBodyValues.js';
import type { NewValue } from '../../edits/waysToSay.js';
import { applyEdits } from '../../edits/textEdit.js';

/** “Restore published content”: each value that differs says again what is published; the rest of the file stays. */
export function restoreVersion(scope: ScopeIndex, subject: FixSubject): Fix | undefined {
  const changed = changedVersion(scope, subject.file);
  const edit = changed && setValues(subject, publishedValues(changed));
  if (!edit) return undefined;
  const restored = subject.read(applyEdits(subject.text, [edit])).file;
  if (!restored.model || changedVersion(scope, restored)) return undefined;
  const title = l10n.t('Restore published content of {0}', changed.reference.semver);
  return { title, edits: [edit] };
}

function publishedValues({ before, changes }: ChangedVersion): readonly NewValue[] {
  const values = changes.map(({ path }): NewValue => {
    if ('content' in before) return templateValue(before, path);
    const [key, slot = '', ...inside] = path;
    if (key === 'tags') return { path, value: before.tags.length > 0 ? before.tags : undefined };
    return partValue(before, slot as Slot, inside);
  });
  // Of several constraints, all may be gone at once, and their key with them.
  return [...new Map(values.map((value) => [value.path.join('\n'), value])).values()];
}

function templateValue(body: TemplateBody, path: readonly string[]): NewValue {
  const [key = '', name] = path;
  if (key === 'constraints') {
    if (!body.constraints || name === undefined) return { path: ['constraints'], value: undefined };
    return { path, value: body.constraints.get(name) };
  }
  return { path: [key], value: templateBodyValues(body).get(key) };
}

function partValue({ templates }: PromptBundle, slot: Slot, inside: readonly string[]): NewValue {
  const part = templates[slot];
  const path = ['templates', slot];
  if (part.kind === 'reference' || inside.length === 0) return { path, value: slotValue(part) };
  const { path: below, value } = templateValue(part.template, inside);
  return { path: [...path, ...below], value };
}

function slotValue(part: BundlePart): JsonValue {
  return part.kind === 'reference' ? formatReference(part.reference) : templateBodyValues(part.template);
}
