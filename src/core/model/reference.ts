/** The identity of one version of a template or a bundle. */
export interface Reference {
  readonly id: string;
  readonly semver: string;
}

/** Splits `id@semver` at its last `@`, trimming nothing; `undefined` when there is no `@`, or nothing on one side of it. */
export function parseReference(text: string): Reference | undefined {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1 ? { id: text.slice(0, at), semver: text.slice(at + 1) } : undefined;
}

/** `id@semver`, the form in which people and files name a version. */
export function formatReference({ id, semver }: Reference): string {
  return `${id}@${semver}`;
}
