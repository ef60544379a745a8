/** Appends items to a list one by one: to spread so many into one call would run out of stack. */
export function addAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
