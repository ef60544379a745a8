/** Prints what a fault test saw; the runner shows such lines even when all is well. */
export function printFigures(what: string, figures: Readonly<Record<string, number | string>>): void {
  const listed = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  process.stdout.write(`\nfaults: ${what}: ${listed.join(', ')}\n`);
}
