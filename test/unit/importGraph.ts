/** File to what it imports: other files of the graph by their paths, all else by its name (`node:fs`, `yaml`). */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/**
 * Reads the imports of texts, type imports too; paths have `/` between, files end in `.ts`. Packages that everybody may use are left out.
 */
export function importGraph(
  files: ReadonlyMap<string, string>,
  usedByAll: readonly string[] = [],
): ImportGraph {
  return new Map(
    [...files].map(([file, text]): [string, string[]] => {
      const names = [...text.matchAll(IMPORT)].map(
        ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '',
      );
      const known = names.filter((name) => !usedByAll.includes(name));
      return [file, known.map((name) => (name.startsWith('.') ? resolve(file, name) : name))];
    }),
  );
}

function resolve(file: string, name: string): string {
  const steps = file.split('/').slice(0, -1);
  for (const step of name.replace(/\.js$/, '.ts').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** What the files at a place may import: places, packages, or whole families of them (`node:`). */
export interface Rule {
  readonly from: string;
  readonly may: readonly string[];
}

/** Imports that no rule allows. The rule of the nearest place decides; a place names a file, or a folder with all below. */
export function forbiddenImports(graph: ImportGraph, rules: readonly Rule[]): string[] {
  return [...graph].flatMap(([file, imports]) => {
    const rule = rules
      .filter(({ from }) => isAt(file, from))
      .sort((a, b) => b.from.length - a.from.length)[0];
    if (!rule) return [`${file} stands where no rule is for`];
    return imports
      .filter(
        (name) =>
          !rule.may.some((place) => isAt(name, place) || (place.endsWith(':') && name.startsWith(place))),
      )
      .map((name) => `${file} must not import ${name}`);
  });
}

function isAt(name: string, place: string): boolean {
  return name === place || name.startsWith(`${place}/`);
}

/** Each circle of imports once, as the files on the way round. */
export function importCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) cycles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
