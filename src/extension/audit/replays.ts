import { Uri, type Disposable } from 'vscode';
import { replayRecord, type ReplayOutcome, type ReplaySources } from '../../core/audit/replay.js';
import type { WrittenRecord } from '../../core/audit/record.js';
import { replaySources, type PromptLanguage } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { RecordPlace } from './logFiles.js';
import { isWithin } from '../workspace/isWithin.js';

/** What a replay said of a record. */
export interface Verdict {
  readonly verdict: ReplayOutcome['verdict'];
  /** A sentence for people. */
  readonly reason: string;
  readonly replayedAt: Date;
  /** Files have changed since, so another replay may say something else. */
  readonly isOld: boolean;
}

interface Replay extends Omit<Verdict, 'isOld'> {
  readonly state: number;
}

/** Renders records again with what the workspace holds, its editors first, and remembers what came of it. */
export class Replays implements Disposable {
  readonly #replays = new Map<string, Replay>();
  readonly #sources = new Map<string, Promise<ReplaySources>>();
  readonly #subscription: Disposable;
  /** Another after each change of a file. */
  #state = 0;
  #hasFresh = false;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly language: PromptLanguage,
    onDidGrowOld: () => void,
  ) {
    this.#subscription = files.onDidChange(() => {
      this.#state++;
      this.#sources.clear();
      if (this.#hasFresh) onDidGrowOld();
      this.#hasFresh = false;
    });
  }

  /** Replays a record by the files of the folder that its log is in, or of a root below it: what gives the same prompt is right. */
  async replay(place: RecordPlace, record: WrittenRecord): Promise<ReplayOutcome> {
    await this.files.settled();
    const state = this.#state;
    const hashing = await this.language.hashing();
    let outcome = await replayRecord(record, await this.#sourcesOf(place.file), hashing);
    for (const root of this.#rootsBelow(place.file)) {
      if (outcome.verdict === 'identical') break;
      const other = await replayRecord(record, await this.#sourcesOf(root), hashing);
      if (other.verdict === 'identical') outcome = other;
    }
    const { verdict, reason } = outcome;
    this.#hasFresh = true;
    this.#replays.set(keyOf(place), { verdict, reason, replayedAt: new Date(), state });
    return outcome;
  }

  /** What the last replay of a record said. */
  verdict(place: RecordPlace): Verdict | undefined {
    const replay = this.#replays.get(keyOf(place));
    return replay && { ...replay, isOld: replay.state !== this.#state };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #sourcesOf(file: string): Promise<ReplaySources> {
    const key = this.files.scopeKey(Uri.parse(file));
    const known = this.#sources.get(key);
    if (known) return known;
    const made = replaySources(this.language, file);
    this.#sources.set(key, made);
    return made;
  }

  /** A file of each root below that of a file. */
  #rootsBelow(file: string): readonly string[] {
    const own = this.files.scopeKey(Uri.parse(file));
    return [...this.files.scopes().keys()]
      .filter((key) => isWithin(key, own))
      .map((key) => Uri.joinPath(Uri.parse(key), '-').toString());
  }
}

/** Names a line of a log. */
export function keyOf({ file, line }: RecordPlace): string {
  return `${file}:${line}`;
}
