import { formatReference, type Reference } from '../../core/model/reference.js';

/** Where a version of a registry is: no path and no URL, and in no connection the same as in another. */
export function registryOrigin(
  connection: string,
  kind: 'bundle' | 'template',
  reference: Reference,
): string {
  return `registry ${connection}: ${kind} ${formatReference(reference)}`;
}
