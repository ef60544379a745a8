import * as l10n from '@vscode/l10n';

/** The four parts of every prompt, in the order the service assembles them (spec, section 2). */
export const SLOTS = ['system', 'personality', 'activity', 'task'] as const;

/** One of the four parts of a prompt. */
export type Slot = (typeof SLOTS)[number];

/** One value for each slot. */
export type BySlot<T> = Readonly<Record<Slot, T>>;

/** Builds one value for each slot, in slot order. */
export function bySlot<T>(make: (slot: Slot, index: number) => T): BySlot<T> {
  return {
    system: make('system', 0),
    personality: make('personality', 1),
    activity: make('activity', 2),
    task: make('task', 3),
  };
}

/** A part as people read it. */
export function slotName(slot: Slot): string {
  switch (slot) {
    case 'system':
      return l10n.t({ message: 'System', comment: ['A part of the prompt'] });
    case 'personality':
      return l10n.t({ message: 'Personality', comment: ['A part of the prompt'] });
    case 'activity':
      return l10n.t({ message: 'Activity', comment: ['A part of the prompt'] });
    case 'task':
      return l10n.t({ message: 'Task', comment: ['A part of the prompt'] });
  }
}
