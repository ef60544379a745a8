import { env, l10n, ThemeColor, ThemeIcon, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { PlacedRecord } from '../../core/audit/listRecords.js';
import { SHOWN_DIGITS } from '../../core/compare/comparisonMarkdown.js';
import { formatReference } from '../../core/model/reference.js';
import { counted, listed } from '../../core/text/quote.js';
import { labelText } from '../../core/output/editorText.js';
import { fileName } from '../workspace/fileName.js';
import { byDay, dayOf } from './dates.js';
import { LabelledRow, type ShownRow } from '../output/treeItems.js';
import { eventIcon, eventText } from './events.js';
import type { LogProblem } from './integrity.js';
import type { RecordPlace } from './logFiles.js';
import type { ListedRecord } from './recordIndex.js';
import type { StoredRender } from './storedRender.js';
import { keyOf, type Verdict } from './replays.js';

interface NodeFields extends ShownRow {
  readonly place?: RecordPlace;
  readonly children?: readonly AuditNode[];
  readonly stored?: StoredRender;
  readonly load?: () => Promise<readonly AuditNode[]>;
}

/** A row of the view. */
export class AuditNode extends LabelledRow {
  /** The record that the row is of. */
  readonly place: RecordPlace | undefined;
  readonly children: readonly AuditNode[];
  /** The render of a registry that the row is of. */
  readonly stored: StoredRender | undefined;
  /** Reads the rows below one that is closed at first. */
  readonly load: (() => Promise<readonly AuditNode[]>) | undefined;

  constructor(label: string, { place, stored, children = [], load, ...shown }: NodeFields) {
    const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
    super(label, load ? Collapsed : children.length > 0 ? Expanded : None, shown);
    this.place = place;
    this.stored = stored;
    this.children = children;
    this.load = load;
  }
}

type VerdictOf = (place: RecordPlace) => Verdict | undefined;

/** At most so many broken lines are shown as rows. */
const SHOWN_PROBLEMS = 100;

/** How a verdict is said, and its icon: told apart by its shape, and by the words beside it. */
const VERDICTS: Readonly<
  Record<Verdict['verdict'], readonly [text: () => string, icon: string, color: string]>
> = {
  identical: [() => l10n.t('identical'), 'pass', 'testing.iconPassed'],
  renderer: [() => l10n.t('renderer changed'), 'diff', 'list.warningForeground'],
  templates: [() => l10n.t('templates changed'), 'diff', 'list.warningForeground'],
  input: [() => l10n.t('input changed'), 'diff', 'list.warningForeground'],
  'not-replayable': [() => l10n.t('not replayable'), 'circle-slash', 'disabledForeground'],
};

/** What the input of a record is called by now, where an input has its content. */
type InputOf = (record: PlacedRecord) => string | undefined;

/** The records, newest first, under the local days they are of; those of one act are one row. */
export function dayNodes(
  records: readonly ListedRecord[],
  verdictOf: VerdictOf,
  now: Date,
  inputOf: InputOf = () => undefined,
): AuditNode[] {
  return byDay(records, timeOf).map(({ day, items }) => {
    const children = actsOf(items).map((act) => {
      const rows = act.map((record) => recordNode(record, verdictOf(record), inputOf(record)));
      return rows.length > 1 ? actNode(act, rows, inputOf) : rows;
    });
    return new AuditNode(dayText(day, now), { id: `day ${day}`, children: children.flat() });
  });
}

/** The records whose last replay did not give the same prompt. */
export function differingNode(records: readonly ListedRecord[], verdictOf: VerdictOf): AuditNode[] {
  if (records.length === 0) return [];
  const children = records.map((record) => {
    const node = recordNode(record, verdictOf(record));
    node.id = `differing:${keyOf(record)}`;
    node.description = recordText(record, verdictOf(record), dayOf(timeOf(record)));
    return node;
  });
  const iconPath = new ThemeIcon('diff', new ThemeColor('list.warningForeground'));
  return [new AuditNode(l10n.t('Replays that differ'), { id: 'differing', iconPath, children })];
}

/** The damaged lines of the logs; a click opens the log there. */
export function problemNodes(problems: readonly LogProblem[]): AuditNode[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(problemNode);
  const left = problems.length - shown.length;
  const more =
    left > 0 ? [new AuditNode(l10n.t('{0} more are not shown', counted(left)), { id: 'more problems' })] : [];
  const isBroken = problems.some(({ isTorn }) => !isTorn);
  return [
    new AuditNode(isBroken ? l10n.t('Damaged logs') : l10n.t('Torn logs'), {
      id: 'problems',
      iconPath: problemIcon(!isBroken),
      children: [...shown, ...more],
    }),
  ];
}

/** What can be done where the filter lets nothing through. Words of welcome could not stand below which filter that is. */
export function noMatchNodes(): AuditNode[] {
  return [
    new AuditNode(l10n.t('Change filter'), {
      id: 'change filter',
      iconPath: new ThemeIcon('filter'),
      command: { command: 'promptBundles.auditFilter', title: l10n.t('Filter Audit Log') },
    }),
    new AuditNode(l10n.t('Clear filter'), {
      id: 'clear filter',
      iconPath: new ThemeIcon('clear-all'),
      command: { command: 'promptBundles.auditClearFilter', title: l10n.t('Clear Audit Log Filter') },
    }),
  ];
}

/** The last row, while there are more records. */
export function moreNode(left: number): AuditNode {
  return new AuditNode(l10n.t('Show more'), {
    id: 'more',
    description: left === 1 ? l10n.t('1 older record') : l10n.t('{0} older records', counted(left)),
    iconPath: new ThemeIcon('ellipsis'),
    command: { command: 'promptBundles.auditShowMore', title: l10n.t('Show More Audit Records') },
  });
}

/** Records of one act stand next to each other: of one log, one event, one bundle and one time. */
function actsOf(records: readonly ListedRecord[]): readonly (readonly ListedRecord[])[] {
  const acts: ListedRecord[][] = [];
  let last = '';
  for (const one of records) {
    const { event, bundle_id, created_at } = one.record;
    const key = JSON.stringify([one.file, event, bundle_id, created_at]);
    if (key === last) acts.at(-1)?.push(one);
    else acts.push([one]);
    last = key;
  }
  return acts;
}

/** One row for an act on several versions, whose rows stand below it. */
function actNode(
  act: readonly ListedRecord[],
  children: readonly AuditNode[],
  inputOf: InputOf,
): AuditNode[] {
  const [first] = act;
  if (!first) return [];
  const { bundle_id, event, created_at } = first.record;
  const semvers = [...act].reverse().map(({ record }) => record.semver);
  const label = labelText(`${bundle_id} ${listed(semvers)}`);
  const input = inputOf(first);
  const description = [
    eventText(event),
    ...(input === undefined ? [] : [input]),
    new Date(created_at).toLocaleTimeString(env.language),
    l10n.t('{0} versions', counted(act.length)),
  ]
    .map(labelText)
    .join(' · ');
  const node = new AuditNode(label, {
    id: `act ${keyOf(first)}`,
    description,
    iconPath: new ThemeIcon(eventIcon(event)),
    spoken: `${label}, ${description.replaceAll(' · ', ', ')}`,
    children,
  });
  node.collapsibleState = TreeItemCollapsibleState.Collapsed;
  return [node];
}

function recordNode(record: ListedRecord, verdict: Verdict | undefined, input?: string): AuditNode {
  const { file, line, hasPrompt } = record;
  const place = { file, line };
  const label = labelText(versionOf(record));
  const description = recordText(record, verdict, undefined, input);
  const command = hasPrompt ? 'promptBundles.auditOpenPrompt' : 'promptBundles.auditRevealLine';
  return new AuditNode(label, {
    id: keyOf(place),
    place,
    description,
    iconPath: recordIcon(record, verdict),
    contextValue: hasPrompt ? 'record full' : 'record hashes',
    spoken: `${label}, ${description.replaceAll(' · ', ', ')}`,
    command: { command, title: l10n.t('Open'), arguments: [place] },
  });
}

/** `templates changed · copied · calm.prompt-input.yaml · 14:03:22 · 5f46a38824f3 · folder` */
function recordText(
  { file, record }: PlacedRecord,
  verdict: Verdict | undefined,
  day?: string,
  input?: string,
): string {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? workspace.getWorkspaceFolder(Uri.parse(file))?.name : undefined;
  return [
    ...(verdict ? [verdictText(verdict)] : []),
    eventText(record.event),
    ...(input === undefined ? [] : [input]),
    ...(day === undefined ? [] : [day]),
    new Date(record.created_at).toLocaleTimeString(env.language),
    record.prompt_hash.slice(0, SHOWN_DIGITS),
    ...(folder === undefined ? [] : [folder]),
  ]
    .map(labelText)
    .join(' · ');
}

/** A verdict in words; files may have changed since. */
export function verdictText({ verdict, isOld, replayedAt }: Verdict): string {
  const text = verdictName(verdict);
  return isOld ? l10n.t('{0}, as of {1}', text, replayedAt.toLocaleTimeString(env.language)) : text;
}

/** What a replay came to, in words. */
export function verdictName(verdict: Verdict['verdict']): string {
  return VERDICTS[verdict][0]();
}

function recordIcon({ record: { event } }: PlacedRecord, verdict: Verdict | undefined): ThemeIcon {
  if (!verdict) return new ThemeIcon(eventIcon(event));
  const [, icon, color] = VERDICTS[verdict.verdict];
  return new ThemeIcon(icon, new ThemeColor(color));
}

function problemNode({ file, line, reason, isTorn }: LogProblem): AuditNode {
  const uri = Uri.parse(file);
  const said = labelText(reason);
  return new AuditNode(`${fileName(uri)}:${line}`, {
    id: `problem ${keyOf({ file, line })} ${reason}`,
    description: said,
    tooltip: `${labelText(workspace.asRelativePath(uri))}:${line}\n${said}`,
    iconPath: problemIcon(isTorn),
    spoken: l10n.t('{0}, line {1}: {2}', labelText(fileName(uri)), line, said),
    command: { command: 'promptBundles.auditRevealLine', title: l10n.t('Open'), arguments: [{ file, line }] },
  });
}

function problemIcon(isTorn: boolean): ThemeIcon {
  return isTorn
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('error', new ThemeColor('list.errorForeground'));
}

function versionOf({ record: { bundle_id: id, semver } }: PlacedRecord): string {
  return formatReference({ id, semver });
}

function timeOf({ record }: PlacedRecord): Date {
  return new Date(record.created_at);
}

function dayText(day: string, now: Date): string {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day === dayOf(now)) return l10n.t('Today');
  if (day === dayOf(yesterday)) return l10n.t('Yesterday');
  return new Date(`${day}T12:00:00`).toLocaleDateString(env.language, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
}
