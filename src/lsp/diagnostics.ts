import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import {
  DiagnosticSeverity,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { Finding, FindingCode, Severity } from '../core/model/findings.js';
import type { ClientAbilities } from './abilities.js';
import { shownProblem } from './output.js';
import { toRange } from './workspace/positions.js';
import type { PromptRoot } from './workspace/promptRoot.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** How long changes are gathered before anything is checked, in milliseconds. */
const GATHERED_FOR = 60;
/** After so much work the messages that came meanwhile are read, in milliseconds. */
const WORKED_FOR = 15;

/** What diagnostics name as their source. */
export const SOURCE = 'Prompt Bundles';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Ends a check that a change has overtaken: what is left to check waits on. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** What is told of a file, and the same as one text. */
interface Written {
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

interface Told extends Written {
  readonly version: number | undefined;
}

const NOTHING: Written = { diagnostics: [], text: '[]' };

interface Ports {
  /** The URI of the page that documents a code. */
  readonly pageOf: (code: FindingCode) => string;
  readonly publish: (params: PublishDiagnosticsParams) => Promise<void>;
  /** Is told of a fault of ours, which ends nothing. */
  readonly failed: (fault: unknown) => void;
}

/**
 * Keeps the client told of what `lint` would find with what the client shows: after each change, in the files that it concerns.
 * What is told of a document is of the version that the client has.
 */
export class Diagnostics {
  /** What was told, by URI. */
  readonly #told = new Map<string, Told>();
  /** Findings that were looked for once are written once. */
  readonly #writtenBefore = new WeakMap<readonly Finding[], Written>();
  #isWaiting = false;
  #hasMore = false;

  constructor(
    private readonly workspace: PromptWorkspace,
    private readonly abilities: ClientAbilities,
    private readonly ports: Ports,
  ) {}

  /** Checks what has changed, soon. */
  refresh(): void {
    this.#hasMore = true;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    void this.#run().finally(() => {
      this.#isWaiting = false;
    });
  }

  async #run(): Promise<void> {
    while (this.#hasMore) {
      await wait(GATHERED_FOR);
      this.#hasMore = false;
      try {
        await this.#check();
      } catch (error) {
        if (error instanceof Overtaken) this.#hasMore = true;
        else this.ports.failed(error);
      }
    }
  }

  async #check(): Promise<void> {
    await this.workspace.settle();
    const { changes } = this.workspace;
    let since = performance.now();
    const pause = async (): Promise<void> => {
      if (performance.now() - since < WORKED_FOR) return;
      await turn();
      since = performance.now();
      if (this.workspace.changes !== changes) throw new Overtaken();
    };
    for (const root of this.workspace.roots()) await root.check(pause);
    if (this.workspace.changes !== changes) throw new Overtaken();
    await this.#publish();
  }

  /** Tells what is another than was told; of a document that is shown, for each of its versions. */
  async #publish(): Promise<void> {
    const { workspace } = this;
    const current = new Map<string, Told>();
    for (const { root, file } of workspace.shown())
      current.set(workspace.uriOf(root, file), { ...NOTHING, version: workspace.versionOf(root, file) });
    for (const root of workspace.roots())
      for (const [file, findings] of root.findings()) {
        const place = root.placeOf(file);
        if (!workspace.isTold(place) || workspace.ownerOf(place) !== root) continue;
        const version = workspace.versionOf(root, file);
        current.set(workspace.uriOf(root, file), { ...this.#written(root, file, findings), version });
      }
    const messages: Promise<void>[] = [];
    for (const uri of this.#told.keys())
      if (!current.has(uri)) {
        this.#told.delete(uri);
        messages.push(this.ports.publish({ uri, diagnostics: [] }));
      }
    for (const [uri, told] of current) {
      const before = this.#told.get(uri);
      if (before?.text === told.text && before.version === told.version) continue;
      this.#told.set(uri, told);
      const { diagnostics, version } = told;
      messages.push(
        this.ports.publish({ uri, diagnostics: [...diagnostics], ...(version !== undefined && { version }) }),
      );
    }
    await Promise.all(messages);
  }

  #written(root: PromptRoot, file: string, findings: readonly Finding[]): Written {
    const known = this.#writtenBefore.get(findings);
    if (known) return known;
    const diagnostics = findings.map((finding) => this.diagnosticOf(root, file, finding));
    const written = { diagnostics, text: JSON.stringify(diagnostics) };
    this.#writtenBefore.set(findings, written);
    return written;
  }

  /** A finding as the client is told of it. */
  diagnosticOf(root: PromptRoot, file: string, finding: Finding): Diagnostic {
    const { code, severity, message, range, related = [] } = finding;
    const places = this.abilities.showsRelated
      ? related.flatMap((place): DiagnosticRelatedInformation[] => {
          const there = rangeIn(root, place.file, place.range);
          const location = there && { uri: this.workspace.uriOf(root, place.file), range: there };
          return location ? [{ location, message: place.message }] : [];
        })
      : [];
    return shownProblem({
      range: rangeIn(root, file, range) ?? NOWHERE,
      severity: SEVERITIES[severity],
      code,
      codeDescription: { href: this.ports.pageOf(code) },
      source: SOURCE,
      message,
      relatedInformation: places,
    });
  }
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A range of a file as the protocol has it; `undefined` where the file is gone. */
export function rangeIn(
  root: PromptRoot,
  file: string,
  range: Finding['range'],
): Diagnostic['range'] | undefined {
  const source = root.sourceOf(file);
  return source && toRange({ source, isOpen: root.isOpen(file) }, range);
}
