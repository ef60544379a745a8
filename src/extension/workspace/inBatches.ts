import { TimeSlice } from './timeSlice.js';

/** Does the work for each item, `size` of them at a time, in slices of time. */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const slice = new TimeSlice();
  for (let start = 0; start < items.length; start += size) {
    await Promise.all(items.slice(start, start + size).map(work));
    await slice.pause();
  }
}
