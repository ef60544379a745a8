import { CancellationTokenSource, Disposable, l10n, Uri, window, workspace } from 'vscode';
import type { Slot } from '../../core/model/slots.js';
import type { BlamedSentence } from '../../language/index.js';
import type { PageMessage } from '../../preview/protocol.js';
import type { PageSender } from '../preview/pageSender.js';
import type { PreviewView } from '../preview/previewView.js';
import type { SourceNavigator } from '../preview/sourceNavigator.js';
import { gitApi } from './gitExtension.js';
import { agesMessage, sinceMessage, type ChangeFacts } from './messages.js';
import { canOpenChange, openChange } from './openChange.js';
import { PromptBlame, type BlamedPrompt, type BlameServices } from './promptBlame.js';

/** How long an answer may take before the reader is told that it is on its way, in milliseconds. */
const FELT_MS = 100;
/** How long typing has to pause before all ages are found anew, in milliseconds. */
const PAUSE_MS = 250;

/** The preview that asks. */
export interface AskingPreview extends BlameServices {
  readonly view: PreviewView;
  readonly page: Pick<PageSender, 'send' | 'notice'>;
  readonly sources: SourceNavigator;
  /** The URI of the bundle that is shown. */
  readonly bundle: () => string;
  readonly copyText: (text: string) => Promise<void>;
}

/** What a page asks about the history of its prompt. */
export type BlameMessage =
  | Extract<PageMessage, { readonly type: 'sinceWhen' | 'showAges' | 'openChange' | 'copyCommit' }>
  | { readonly type: 'stopLookingBack' };

/** Tells the page of a preview since when its prompt says what it says: of a sentence, and of all of them while ages are shown. */
export class PreviewBlame implements Disposable {
  readonly #blame: PromptBlame;
  readonly #subscriptions: Disposable;
  /** What is on its way: the answer about a sentence, and that about all. */
  #asked: CancellationTokenSource | undefined;
  #finding: CancellationTokenSource | undefined;
  #timer: unknown;
  #showsAges = false;
  #sent: BlamedPrompt | undefined;
  #told: BlamedSentence | undefined;
  /** Tells of commits, as VS Code's git extension does, by the files that it was asked for. */
  #commits: { readonly files: string; readonly listening: Disposable } | undefined;

  constructor(private readonly preview: AskingPreview) {
    this.#blame = new PromptBlame(preview);
    const later = (): void => {
      this.renewed();
    };
    this.#subscriptions = Disposable.from(
      this.#blame,
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) later();
      }),
      workspace.onDidGrantWorkspaceTrust(later),
    );
  }

  /** Does what the page asks for. */
  async obey(message: BlameMessage): Promise<void> {
    switch (message.type) {
      case 'sinceWhen':
        return this.#tell(message.slot, message.offset);
      case 'stopLookingBack':
        this.#asked?.cancel();
        return;
      case 'showAges':
        this.#showsAges = message.isShown;
        this.#sent = undefined;
        return this.#findAges();
      case 'openChange':
        return this.#openChange(message.index);
      case 'copyCommit': {
        const revision = this.#told?.changes[message.index]?.revision;
        if (revision?.kind !== 'commit') return;
        await this.preview.copyText(revision.commit.hash);
        this.preview.page.notice(l10n.t('Copied commit {0}', revision.commit.hash));
      }
    }
  }

  /** The prompt, a commit or what may be asked is another: ages are found anew, once it stays so for a moment. */
  renewed(): void {
    if (!this.#showsAges) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#findAges(), PAUSE_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asked?.cancel();
    this.#finding?.cancel();
    this.#commits?.listening.dispose();
    this.#subscriptions.dispose();
  }

  async #tell(slot: Slot, offset: number): Promise<void> {
    this.#asked?.cancel();
    const asked = new CancellationTokenSource();
    this.#asked = asked;
    const { view, page, sources } = this.preview;
    const shown = view.sources;
    if (!shown) {
      page.notice(l10n.t('There is no prompt yet to ask about.'));
      return;
    }
    const waiting = setTimeout(() => {
      page.send({ type: 'lookingBack', mark: { slot, start: offset, end: offset + 1 } });
    }, FELT_MS);
    asked.token.onCancellationRequested(() => {
      clearTimeout(waiting);
    });
    try {
      const blamed = await this.#blame.of(shown, this.preview.bundle(), asked.token);
      const sentence = blamed && sentenceAt(blamed.sentences, slot, offset);
      if (!blamed) return;
      if (!sentence) {
        page.notice(l10n.t('This part has no text to ask about.'));
        return;
      }
      const facts = await Promise.all(
        sentence.changes.map(async (change): Promise<ChangeFacts> => ({
          origin: change.from === 'template' ? sources.templateName(slot) : change.from,
          place: await sources.placeInWords(change.place),
          canOpen: await canOpenChange(change),
        })),
      );
      if (asked.token.isCancellationRequested || !view.sources?.hasSamePlaces(shown)) return;
      this.#told = sentence;
      page.send(sinceMessage(sentence, facts, { published: this.#published(sentence), note: blamed.note }));
    } finally {
      clearTimeout(waiting);
    }
  }

  /** In words, since which published version a sentence is there; nothing for one that is all value. */
  #published({ slot, inPart, firstVersion }: BlamedSentence): string {
    if (firstVersion !== undefined) return l10n.t('First published in {0}.', firstVersion);
    const { sources } = this.preview.view;
    const ends = [inPart.start, inPart.end - 1].map((offset) => sources?.originAt(slot, offset)?.from.kind);
    return ends.includes('template') ? l10n.t('In no published version yet.') : '';
  }

  async #findAges(): Promise<void> {
    clearTimeout(this.#timer);
    this.#finding?.cancel();
    const finding = new CancellationTokenSource();
    this.#finding = finding;
    const { view, page } = this.preview;
    const shown = view.sources;
    if (!this.#showsAges || !shown) return;
    await this.#listen(shown.files);
    const waiting = setTimeout(() => {
      page.send({ type: 'lookingBack', mark: null });
    }, FELT_MS);
    finding.token.onCancellationRequested(() => {
      clearTimeout(waiting);
    });
    try {
      const blamed = await this.#blame.of(shown, this.preview.bundle(), finding.token);
      if (finding.token.isCancellationRequested || !blamed || blamed === this.#sent) return;
      // What is shown by now is told next.
      if (!view.sources?.hasSamePlaces(shown)) return;
      this.#sent = blamed;
      page.send(agesMessage(blamed));
    } finally {
      clearTimeout(waiting);
    }
  }

  async #openChange(index: number): Promise<void> {
    const change = this.#told?.changes[index];
    if (!change) return;
    const seen = await this.#blame.look([change.place.file]);
    try {
      if (!(await openChange(change, seen)))
        this.preview.page.notice(
          l10n.t('VS Code cannot show this change: its Git extension does not know the repository.'),
        );
    } finally {
      seen.dispose();
    }
  }

  /** Hears of commits in the repositories of files, where VS Code's git extension tells. */
  async #listen(files: readonly string[]): Promise<void> {
    const named = files.join('\n');
    if (this.#commits?.files === named) return;
    this.#commits?.listening.dispose();
    this.#commits = { files: named, listening: new Disposable(() => undefined) };
    const { isTrusted } = workspace;
    const api = isTrusted ? await gitApi() : undefined;
    const repositories = new Set(files.flatMap((file) => api?.getRepository(Uri.parse(file)) ?? []));
    const heard = Array.from(repositories, ({ state }) =>
      state.onDidChange(() => {
        this.renewed();
      }),
    );
    const listening = new Disposable(() => {
      for (const one of heard) one.dispose();
    });
    if (this.#commits.files === named) this.#commits = { files: named, listening };
    else listening.dispose();
  }
}

/** The sentence around an offset of a part, or the one after it; the last one where none follows. */
function sentenceAt(
  sentences: readonly BlamedSentence[],
  slot: Slot,
  offset: number,
): BlamedSentence | undefined {
  const own = sentences.filter((sentence) => sentence.slot === slot);
  return own.find(({ inPart }) => offset < inPart.end) ?? own.at(-1);
}
