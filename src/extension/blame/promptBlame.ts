import {
  CancellationTokenSource,
  l10n,
  Uri,
  workspace,
  type CancellationToken,
  type Disposable,
} from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { blame, type BlamedSentence, type FileHistory, type PromptLanguage } from '../../language/index.js';
import type { RenderedSources } from '../preview/renderedSources.js';
import { baseOf, isDraft } from '../selection/draftNames.js';
import type { FileHistories, SeenHistories } from '../workspace/fileHistories.js';
import type { Platform } from '../workspace/platform.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { TimeSlice } from '../workspace/timeSlice.js';
import { gitProgram } from './gitExtension.js';

/** Since when each sentence of a prompt is there. */
export interface BlamedPrompt {
  readonly sentences: readonly BlamedSentence[];
  /** Why there is no more to tell; empty where all is told. */
  readonly note: string;
}

export interface BlameServices {
  readonly files: PromptWorkspace;
  readonly language: Pick<PromptLanguage, 'parse'>;
  readonly platform: Platform;
}

/** A prompt that is looked into, for all who wait for it. */
interface Run {
  readonly sources: RenderedSources;
  readonly key: string;
  readonly cancelling: CancellationTokenSource;
  readonly result: Promise<BlamedPrompt | undefined>;
  waiting: number;
  isDone: boolean;
}

/** Looks into the history of the prompt that a preview shows: once, as long as no file, commit or published version is another. */
export class PromptBlame implements Disposable {
  #run: Run | undefined;
  #histories: Promise<FileHistories> | undefined;

  constructor(private readonly services: BlameServices) {}

  /** Since when each sentence is there; `undefined` where nobody wants to know any more. */
  async of(
    sources: RenderedSources,
    bundle: string,
    token: CancellationToken,
  ): Promise<BlamedPrompt | undefined> {
    const seen = await this.look(sources.files);
    if (token.isCancellationRequested) {
      seen.dispose();
      return undefined;
    }
    const run = this.#runOf(sources, bundle, seen);
    run.waiting++;
    const leaving = token.onCancellationRequested(() => {
      if (--run.waiting === 0) this.#leave(run);
    });
    const blamed = await run.result;
    leaving.dispose();
    return blamed;
  }

  /** What version control knows of files by now; nothing where it cannot be asked, with the reason. */
  async look(files: readonly string[]): Promise<SeenHistories> {
    const { openHistories } = this.services.platform;
    if (!openHistories)
      return without(l10n.t('Git cannot be asked in a browser. Published versions alone are known.'));
    if (!workspace.isTrusted)
      return without(l10n.t('Git is not asked in Restricted Mode. Published versions alone are known.'));
    this.#histories ??= openHistories({
      program: gitProgram,
      maxFileBytes: (file) => this.services.files.maxFileBytes(Uri.parse(file)),
    });
    const seen = await (await this.#histories).look(files.map(storedOf).filter((file) => file !== ''));
    return seen.history === undefined && seen.note !== ''
      ? { ...seen, note: l10n.t('{0} Published versions alone are known.', seen.note) }
      : seen;
  }

  dispose(): void {
    if (this.#run) this.#leave(this.#run);
  }

  #runOf(sources: RenderedSources, bundle: string, seen: SeenHistories): Run {
    const { published } = this.services.files.scopeOf(bundle);
    const { id } = bundleReference(sources.assembly.render.bundle);
    const key = JSON.stringify([
      sources.assembly.render.prompt_hash,
      seen.state,
      seen.note,
      published.versions(id),
    ]);
    const known = this.#run;
    if (known?.key === key && known.sources.hasSamePlaces(sources)) {
      seen.dispose();
      return known;
    }
    const cancelling = new CancellationTokenSource();
    cancelling.token.onCancellationRequested(() => {
      seen.dispose();
    });
    const slice = new TimeSlice();
    const pause = async (): Promise<void> => {
      await slice.pause();
      if (cancelling.token.isCancellationRequested) throw new NotWanted();
    };
    const result = blame(sources.assembly, {
      parse: this.services.language.parse,
      published,
      history: seen.history && withDrafts(seen.history),
      pause,
    }).then(
      (sentences) => ({ sentences, note: seen.note }),
      (error: unknown) => {
        // What was going on when it was ended fails by that.
        if (cancelling.token.isCancellationRequested) return undefined;
        if (this.#run === run) this.#run = undefined;
        throw error;
      },
    );
    const run: Run = { sources, key, cancelling, result, waiting: 0, isDone: false };
    const end = (): void => {
      run.isDone = true;
      seen.dispose();
    };
    void result.then(end, end);
    this.#run = run;
    return run;
  }

  /** Nobody waits for it: what is found is kept, what is not is looked for no more. */
  #leave(run: Run): void {
    if (run.isDone) return;
    if (this.#run === run) this.#run = undefined;
    run.cancelling.cancel();
  }
}

class NotWanted extends Error {}

/** The file of which an edited input was made; any other as it is. */
function storedOf(file: string): string {
  return isDraft(file) ? baseOf(file) : file;
}

/** An edited input is in no file, so what is new in it is in no commit; the rest is as old as it is in its file. */
function withDrafts(history: FileHistory): FileHistory {
  return {
    covers: (file) => isDraft(file) || (history.covers?.(file) ?? true),
    revisions: (file) => history.revisions(storedOf(file)),
  };
}

function without(note: string): SeenHistories {
  return { state: '', note, history: undefined, uriAt: () => undefined, dispose: () => undefined };
}
