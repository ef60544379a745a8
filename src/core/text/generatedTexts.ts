/**
 * The JSON of an object of texts with those whose names start so as they are generated: others keep their places, and what is
 * generated no more goes.
 */
export function withGenerated(
  json: string,
  start: string,
  generated: Readonly<Record<string, string>>,
): string {
  const texts = Object.entries(JSON.parse(json) as Readonly<Record<string, string>>);
  const kept = texts.filter(([name]) => !name.startsWith(start) || Object.hasOwn(generated, name));
  return `${JSON.stringify({ ...Object.fromEntries(kept), ...generated }, undefined, 2)}\n`;
}
