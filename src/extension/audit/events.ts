/** How an event is said, and its icon. A log may hold others. */
const EVENTS: Readonly<Record<string, readonly [text: string, icon: string]>> = {
  copy: ['copied', 'copy'],
  open: ['opened', 'go-to-file'],
  save: ['saved', 'save'],
  publish: ['published', 'package'],
  compare: ['compared', 'git-compare'],
  chat: ['opened in chat', 'comment-discussion'],
  'command-line': ['command line', 'terminal'],
  agent: ['agent', 'hubot'],
};

/** What made a render deliberate, in words. */
export function eventText(event: string): string {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event]?.[0] ?? event) : event;
}

/** The name of its icon. */
export function eventIcon(event: string): string {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event]?.[1] ?? 'note') : 'note';
}
