import * as l10n from '@vscode/l10n';
import { identityOf } from '../../core/documents/fileIdentity.js';
import type { FileType } from '../../core/documents/fileKinds.js';
import { stringOf, toJsonMap, type MappingNode } from '../../core/documents/valueNode.js';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Slot } from '../../core/model/slots.js';
import { quote } from '../../core/text/quote.js';
import { nextVersion } from '../../core/versions/nextVersion.js';
import { whyNotNamed } from '../create/names.js';
import { setValues } from '../edits/setValues.js';
import { fileStem } from '../fixes/documents/newTemplates.js';
import { FIRST_VERSION, roleOf } from '../fixes/documents/starter.js';
import type { FixSubject } from '../edits/subject.js';
import type { TextEdit } from '../edits/textEdit.js';
import { wholeFile } from '../edits/writtenValues.js';
import { takenVersions } from '../publication/publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { suppressionsOf } from './movedSuppressions.js';
import type { ReadAs } from './readAs.js';
import { notEditable, type Refused } from './refused.js';
import { slotContent } from './slotContent.js';
import { wouldChangePublished } from './wouldChangePublished.js';

/** An inline template in a file of its own, and the bundle that refers to it: the prompt stays the same. */
export interface Extracted {
  readonly edits: readonly TextEdit[];
  /** Names for the new file, the best first, and its text. */
  readonly names: readonly string[];
  readonly text: string;
}

/** The name that a template of a bundle gets in a file of its own: `<bundle_id>-<slot>`, and a version that is free. */
export function proposedReference(scope: ScopeIndex, bundle: FixSubject, slot: Slot): Reference {
  const id = `${identityOf(bundle.file)?.id ?? 'my'}-${slot}`;
  const taken = takenVersions(scope, 'template', id);
  const newest = scope.versions('template', id).at(-1);
  return { id, semver: newest === undefined ? FIRST_VERSION : nextVersion(newest, 'patch', taken) };
}

/** Takes the inline template of a slot out of a bundle. A published version is not changed by it: then it is refused. */
export function extract(
  scope: ScopeIndex,
  bundle: FixSubject,
  { slot, reference }: { readonly slot: Slot; readonly reference: Reference },
  readAs: ReadAs,
): Extracted | Refused {
  const content = slotContent(bundle.file, slot);
  if (content?.kind !== 'inline')
    return { reason: l10n.t('There is no inline template in {0}.', quote(slot)) };
  const problem = whyNotNamed(scope, 'template', reference);
  if (problem !== undefined) return { reason: problem };
  const edit = setValues(bundle, [{ path: ['templates', slot], value: formatReference(reference) }]);
  if (!edit) return notEditable();
  const refused = wouldChangePublished(scope, bundle, [edit]);
  if (refused) return refused;
  const { text, extension } = fileOf(bundle, templateValues(reference, slot, content.node), readAs);
  const stem = fileStem(reference.id) || 'template';
  const names = [stem, `${stem}-${reference.semver}`].map((name) => `${name}.prompt-template.${extension}`);
  return { edits: [edit], names, text };
}

const MARKDOWN: FileType = { kind: 'template', syntax: 'markdown' };
const YAML: FileType = { kind: 'template', syntax: 'yaml' };

/** The template as Markdown, or as YAML where Markdown would leave out line breaks, with what the bundle suppresses in its text. */
function fileOf(
  bundle: FixSubject,
  says: JsonMap,
  readAs: ReadAs,
): { readonly text: string; readonly extension: string } {
  const text = wholeFile(MARKDOWN, says);
  const written = says.get('content');
  const content = typeof written === 'string' ? written : '';
  const isWhole = stringOf(readAs(MARKDOWN)(text).file.root, 'content')?.value === content;
  const [type, extension] = isWhole ? [MARKDOWN, 'md'] : [YAML, 'yaml'];
  const suppress = suppressionsOf(bundle.file, content, readAs(type)(wholeFile(type, says)));
  const all = suppress.length === 0 ? says : withBefore(says, 'content', ['suppress', suppress]);
  return { text: wholeFile(type, all), extension };
}

function withBefore(map: JsonMap, key: string, entry: readonly [string, JsonValue]): JsonMap {
  return new Map([...map].flatMap((one) => (one[0] === key ? [entry, one] : [one])));
}

function templateValues({ id, semver }: Reference, slot: Slot, inline: MappingNode): JsonMap {
  const values = toJsonMap(inline);
  const optional = ['adapter_version', 'constraints'].flatMap((key): [string, JsonValue][] => {
    const value = values.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  return new Map<string, JsonValue>([
    ['template_id', id],
    ['semver', semver],
    ['role', values.get('role') ?? roleOf(slot)],
    ...optional,
    ['content', values.get('content') ?? ''],
  ]);
}
