/** Names by their normalised form, kept as long as their list is. */
const BY_FORM = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/**
 * Of a name that is none of the known ones: that which is the same text in another Unicode normalisation form (UAX 15): `café` with the accent as a
 * character of its own, or full-width letters. Names are compared as they are written (spec, section 1), so it is another.
 */
export function inAnotherForm(name: string, known: readonly string[]): string | undefined {
  const byForm = BY_FORM.get(known) ?? new Map(known.map((one) => [one.normalize('NFKC'), one]));
  BY_FORM.set(known, byForm);
  return byForm.get(name.normalize('NFKC'));
}
