import * as l10n from '@vscode/l10n';

/** How an event is said, and its icon. A log may hold others. */
const EVENTS: Readonly<Record<string, readonly [text: () => string, icon: string]>> = {
  copy: [() => l10n.t('copied'), 'copy'],
  open: [() => l10n.t('opened'), 'go-to-file'],
  save: [() => l10n.t('saved'), 'save'],
  publish: [() => l10n.t('published'), 'package'],
  compare: [() => l10n.t('compared'), 'git-compare'],
  chat: [() => l10n.t('opened in chat'), 'comment-discussion'],
  'command-line': [() => l10n.t('command line'), 'terminal'],
  agent: [() => l10n.t('agent'), 'hubot'],
};

/** What made a render deliberate, in words. */
export function eventText(event: string): string {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event]?.[0]() ?? event) : event;
}

/** The name of its icon. */
export function eventIcon(event: string): string {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event]?.[1] ?? 'note') : 'note';
}
