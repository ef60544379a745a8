import { EventEmitter, languages, type Diagnostic, type Disposable, type Uri } from 'vscode';
import type { Finding } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { cutDiagnostic, toDiagnostic } from './diagnostic.js';

/** VS Code drops what is told of in one go above 1,100 problems. */
const MOST_AT_ONCE = 1_000;

/** A problem in the Problems panel and the finding it shows. */
export interface ShownProblem {
  readonly diagnostic: Diagnostic;
  readonly finding: Finding;
}

/** What there is to show of a file. */
export interface FileProblems {
  readonly uri: Uri;
  readonly shown: readonly ShownProblem[];
  /** How many more there are. */
  readonly cut: number;
}

/** What there is to show of findings: at most so many of them. */
export async function problemsOf(
  files: Pick<PromptWorkspace, 'sourced'>,
  file: { readonly source: SourceText },
  findings: readonly Finding[],
  maximum: number,
): Promise<Pick<FileProblems, 'shown' | 'cut'>> {
  const counted = findings.slice(0, maximum);
  const shown = await Promise.all(
    counted.map(async (finding) => ({ finding, diagnostic: await toDiagnostic(files, file, finding) })),
  );
  return { shown, cut: findings.length - counted.length };
}

/** The same as VS Code takes it: what is cut is told. */
export function diagnosticsOf({ shown, cut }: Pick<FileProblems, 'shown' | 'cut'>): Diagnostic[] {
  return [...shown.map(({ diagnostic }) => diagnostic), ...(cut > 0 ? [cutDiagnostic(cut)] : [])];
}

/** What the Problems panel shows. It is told in batches, and of no file that has no problem now and had none before. */
export class ShownProblems implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('prompt-bundles');
  readonly #shown = new Map<string, readonly ShownProblem[]>();
  readonly #didShow = new EventEmitter<ReadonlySet<string>>();
  #gathered = new Map<string, FileProblems>();

  /** Fires with the files whose problems were looked for anew, whether they are others or not. */
  readonly onDidShow = this.#didShow.event;

  /** What is shown of a file. */
  of(file: string): readonly ShownProblem[] {
    return this.#shown.get(file) ?? [];
  }

  /** Gathers what there is to show of a file; `flush` shows it. */
  gather(file: string, problems: FileProblems): void {
    this.#gathered.set(file, problems);
  }

  /** Shows what was gathered. */
  flush(): void {
    if (this.#gathered.size === 0) return;
    const gathered = this.#gathered;
    this.#gathered = new Map();
    let entries: [Uri, Diagnostic[] | undefined][] = [];
    let count = 0;
    for (const [file, problems] of gathered) {
      const diagnostics = this.#take(file, problems);
      if (diagnostics === 'unchanged') continue;
      if (entries.length > 0 && count + diagnostics.length > MOST_AT_ONCE) {
        this.#collection.set(entries);
        [entries, count] = [[], 0];
      }
      entries.push([problems.uri, diagnostics.length > 0 ? diagnostics : undefined]);
      count += diagnostics.length;
    }
    if (entries.length > 0) this.#collection.set(entries);
    this.#didShow.fire(new Set(gathered.keys()));
  }

  dispose(): void {
    this.#collection.dispose();
    this.#didShow.dispose();
  }

  #take(file: string, problems: FileProblems): Diagnostic[] | 'unchanged' {
    const { shown } = problems;
    if (shown.length === 0) return this.#shown.delete(file) ? [] : 'unchanged';
    this.#shown.set(file, shown);
    return diagnosticsOf(problems);
  }
}
