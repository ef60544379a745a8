import { commands, TabInputWebview, window, type Tab, type Uri } from 'vscode';
import type { Slot } from '../../src/core/model/slots.js';
import type { HostMessage, PageMessage, Piece, RenderMessage } from '../../src/preview/protocol.js';
import { KeptRender } from '../../src/preview/sentRender.js';
import { applyPatch } from '../../src/preview/textPatch.js';
import { panelOpenedBy, type CapturedPanel } from './capturedPanels.js';
import { becomes } from './support.js';

/** A preview that a test opened: what its page was told last, and a way to say what the page would. */
export interface OpenedPreview extends Pick<CapturedPanel, 'panel' | 'heard'> {
  readonly say: (message: PageMessage) => void;
  readonly told: readonly HostMessage[];
  /** The last message of a kind, if there was one. */
  readonly last: <Type extends HostMessage['type']>(
    type: Type,
  ) => (Type extends 'render' ? RenderMessage : Extract<HostMessage, { type: Type }>) | undefined;
}

/** What a page was told of its render last, with all that it keeps of what it was told before. */
export function lastRender(told: readonly HostMessage[]): RenderMessage | undefined {
  const kept = new KeptRender();
  return told.flatMap((message) => (message.type === 'render' ? [kept.fill(message)] : [])).at(-1);
}

/** The text of a part as its page shows it by now. */
export function shownText({ told }: Pick<OpenedPreview, 'told'>, slot: Slot): string {
  let runs: readonly Piece[] = [];
  for (const message of told)
    for (const section of message.type === 'render' ? message.sections : [])
      if (section.slot === slot) runs = applyPatch(runs, section.text) ?? [];
  return runs.map(({ text }) => text).join('');
}

/** Opens a preview and waits until its page was told of a bundle. */
export async function openPreview(file: Uri | undefined, isBeside = false): Promise<OpenedPreview> {
  const command = isBeside ? 'promptBundles.openPreviewToSide' : 'promptBundles.openPreview';
  const opened = await panelOpenedBy(() => commands.executeCommand(command, file));
  const { panel, say, heard } = opened;
  const told = opened.told as readonly HostMessage[];
  const last: OpenedPreview['last'] = (type) =>
    (type === 'render' ? lastRender(told) : told.findLast((message) => message.type === type)) as never;
  await becomes('That the page is told', () => last('render') !== undefined, true);
  return { panel, told, heard, say, last };
}

/** Waits until what the page was told last of its render has come to something. */
export function rendersBecome<T>(
  what: string,
  preview: OpenedPreview,
  look: (message: RenderMessage) => T,
  expected: T,
): Promise<void> {
  return becomes(
    what,
    () => {
      const message = preview.last('render');
      return message && look(message);
    },
    expected,
  );
}

/** The tabs of previews, in order of their groups. */
export const previewTabs = (): readonly Tab[] =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('promptBundles.preview'),
    );

/** Each tab of a preview as `group: title`, the one in front of its group with a star. */
export const titles = (): readonly string[] =>
  previewTabs().map(({ group, label, isActive }) => `${group.viewColumn}: ${label}${isActive ? ' *' : ''}`);
