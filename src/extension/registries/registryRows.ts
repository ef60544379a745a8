import { l10n, ThemeColor, ThemeIcon, TreeItemCollapsibleState, Uri } from 'vscode';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { slotName, SLOTS, type Slot } from '../../core/model/slots.js';
import { counted } from '../../core/text/quote.js';
import type { ListedKind, ListedVersion, StoredBundle } from '../../registry/registry.js';
import { LabelledRow, type ShownRow } from '../output/treeItems.js';
import { folderName } from '../workspace/folderName.js';
import type { SetRegistry } from './connections.js';
import type { RegistryState, VersionState } from './workspaceStates.js';

/** What the commands of a row's menu are about. */
export interface RowTarget {
  /** The name of the registry. */
  readonly registry: string;
  /** The file of a workspace's version. */
  readonly file?: Uri;
  /** A version of the registry. */
  readonly version?: { readonly kind: ListedKind; readonly reference: Reference };
}

/** The rows below one, read when it is opened. */
type Children = () => Promise<readonly RegistryRow[]>;

interface RowFields extends ShownRow {
  readonly target?: RowTarget;
  readonly children?: Children;
  readonly isOpen?: boolean;
}

/** A row of the view. */
export class RegistryRow extends LabelledRow {
  /** What the commands of its menu are given. */
  readonly commandTarget: RowTarget | undefined;
  readonly children: Children | undefined;

  constructor(label: string, { target, children, isOpen = false, ...shown }: RowFields) {
    const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
    super(label, children ? (isOpen ? Expanded : Collapsed) : None, shown);
    this.commandTarget = target;
    this.children = children;
  }
}

/** A heading. */
interface RowGroup {
  /** Whose rows are below it. */
  readonly key: ListedKind | 'workspace';
  readonly label: string;
  readonly icon: string;
}

/** How each state is said, and its icon: told apart by its shape, and by the words beside it. */
const STATES: Readonly<Record<RegistryState, readonly [text: () => string, icon: string, color?: string]>> = {
  differs: [() => l10n.t('differs'), 'diff-modified', 'list.warningForeground'],
  broken: [() => l10n.t('cannot be compared'), 'error', 'list.errorForeground'],
  missing: [() => l10n.t('not there'), 'cloud-upload'],
  there: [() => l10n.t('there, not compared'), 'cloud'],
  same: [() => l10n.t('same'), 'pass', 'testing.iconPassed'],
};
/** How versions in a state are counted. */
const COUNTED: Readonly<Record<RegistryState, (count: string) => string>> = {
  differs: (count) => l10n.t('{0} differs', count),
  broken: (count) => l10n.t('{0} cannot be compared', count),
  missing: (count) => l10n.t('{0} not there', count),
  there: (count) => l10n.t('{0} there, not compared', count),
  same: (count) => l10n.t('{0} same', count),
};
/** What asks for something comes first. */
const STATE_ORDER = Object.keys(STATES) as readonly RegistryState[];

/** A registry, below which is all that is known of it. */
export function registryRow({ name, text }: SetRegistry, children: Children): RegistryRow {
  return new RegistryRow(name, {
    id: `registry ${name}`,
    description: text,
    tooltip: `${name}\n${text}`,
    iconPath: new ThemeIcon('database'),
    contextValue: 'registry',
    target: { registry: name },
    children,
    isOpen: true,
  });
}

/** A sentence in the place of rows. */
export function noteRow(id: string, text: string, icon = 'warning'): RegistryRow {
  return new RegistryRow(text, { id, tooltip: text, iconPath: new ThemeIcon(icon), contextValue: 'note' });
}

/** A heading with what is below it. */
export function groupRow(
  { name }: SetRegistry,
  { key, label, icon }: RowGroup,
  children: Children,
  { description, isOpen }: { readonly description?: string; readonly isOpen?: boolean } = {},
): RegistryRow {
  return new RegistryRow(label, {
    id: `${name} group ${key}`,
    description,
    iconPath: new ThemeIcon(icon),
    contextValue: 'group',
    target: { registry: name },
    children,
    ...(isOpen !== undefined && { isOpen }),
  });
}

/** How many versions are in each state: `1 differs · 2 not there`. */
export function stateCounts(states: readonly VersionState[]): string {
  const counts = STATE_ORDER.map(
    (state) => [state, states.filter((one) => one.state === state).length] as const,
  );
  return counts.flatMap(([state, count]) => (count > 0 ? [COUNTED[state](counted(count))] : [])).join(' · ');
}

/** The versions of the workspace with their states, what asks for something first. */
export function stateRows(
  { name }: SetRegistry,
  states: readonly VersionState[],
  roots: number,
): readonly RegistryRow[] {
  const place = ({ state }: VersionState): number => STATE_ORDER.indexOf(state);
  return [...states].sort((a, b) => place(a) - place(b)).map((version) => stateRow(name, version, roots > 1));
}

function stateRow(registry: string, version: VersionState, withFolder: boolean): RegistryRow {
  const { kind, reference, file, state, detail } = version;
  const [text, icon, color] = STATES[state];
  const label = formatReference(reference);
  const named = kindAndName(kind, reference);
  const uri = Uri.parse(file);
  const said = detail === undefined ? text() : l10n.t('{0}: {1}', text(), detail);
  const shown = kind === 'template' ? l10n.t('{0} · template', said) : said;
  return new RegistryRow(label, {
    id: `${registry} workspace ${kind} ${file}`,
    description: withFolder ? `${shown} · ${folderName(Uri.joinPath(uri, '..').toString())}` : shown,
    tooltip: `${named}\n${said}`,
    spoken: `${named}, ${said}`,
    iconPath: new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color)),
    contextValue: `workspace ${kind} ${state}`,
    target: { registry, file: uri, version: { kind, reference } },
    command: { command: 'vscode.open', title: l10n.t('Open'), arguments: [uri] },
  });
}

/** An id, below which are its versions. */
export function idRow({ name }: SetRegistry, kind: ListedKind, id: string, children: Children): RegistryRow {
  return new RegistryRow(id, {
    id: `${name} ${kind} id ${id}`,
    iconPath: new ThemeIcon(kind === 'bundle' ? 'layers' : 'note'),
    contextValue: `registry ${kind}`,
    target: { registry: name },
    children,
  });
}

/** A version, the newest of an id first; below a bundle's are its templates. */
export function versionRow(
  { name }: SetRegistry,
  kind: ListedKind,
  { id, semver, created_at }: ListedVersion,
  children?: Children,
): RegistryRow {
  const reference = { id, semver };
  const target: RowTarget = { registry: name, version: { kind, reference } };
  return new RegistryRow(semver, {
    id: `${name} ${kind} version ${formatReference(reference)}`,
    description: created_at.slice(0, 10),
    tooltip: `${kindAndName(kind, reference)}\n${l10n.t('Stored {0}', created_at)}`,
    spoken: kindAndName(kind, reference),
    iconPath: new ThemeIcon('lock'),
    contextValue: `registry ${kind} version`,
    target,
    command: openCommand(target),
    ...(children && { children }),
  });
}

/** The four templates of a stored bundle. */
export function partRows({ name }: SetRegistry, { bundle, parts }: StoredBundle): readonly RegistryRow[] {
  return SLOTS.map((slot: Slot) => {
    const { template_id: id, semver } = parts[slot].template;
    const reference = { id, semver };
    const target: RowTarget = { registry: name, version: { kind: 'template', reference } };
    return new RegistryRow(slotName(slot), {
      id: `${name} ${bundle.bundle_id}@${bundle.semver} ${slot}`,
      description: formatReference(reference),
      tooltip: `${slotName(slot)}: ${formatReference(reference)}`,
      iconPath: new ThemeIcon('note'),
      contextValue: 'registry template version',
      target,
      command: openCommand(target),
    });
  });
}

/** What reads the next page of a list. */
export function moreRow({ name }: SetRegistry, kind: ListedKind): RegistryRow {
  const target = { registry: name, more: kind };
  return new RegistryRow(l10n.t('Show more…'), {
    id: `${name} ${kind} more`,
    iconPath: new ThemeIcon('ellipsis'),
    contextValue: 'more',
    command: { command: 'promptBundles.registryShowMore', title: l10n.t('Show more'), arguments: [target] },
  });
}

function openCommand(target: RowTarget): { command: string; title: string; arguments: unknown[] } {
  return { command: 'promptBundles.registryOpen', title: l10n.t('Open'), arguments: [target] };
}

function kindAndName(kind: ListedKind, reference: Reference): string {
  const name = formatReference(reference);
  return kind === 'bundle' ? l10n.t('bundle {0}', name) : l10n.t('template {0}', name);
}
