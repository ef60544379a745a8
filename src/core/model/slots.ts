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

/** The parts as people read them. */
export const SLOT_NAMES: BySlot<string> = {
  system: 'System',
  personality: 'Personality',
  activity: 'Activity',
  task: 'Task',
};
