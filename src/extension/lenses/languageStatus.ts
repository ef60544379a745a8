import { Disposable, l10n, Uri, window, type TextEditor } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { formatReference } from '../../core/model/reference.js';
import { counted } from '../../core/text/quote.js';
import { namedBundle } from '../../language/index.js';
import { LanguageStatusRow } from '../output/editors.js';
import { logError } from '../output/log.js';
import { isAlone } from '../selection/bundleFor.js';
import { inForce, type InForce } from '../selection/inForce.js';
import { inputName } from '../selection/inputName.js';
import { fileName } from '../workspace/fileName.js';
import type { LensServices } from './services.js';

/** Changes within so much time come to one. */
const PAUSE_MS = 100;

/** Says in the language status which bundle, input and model are in force for the active file; each leads to a list of others. */
export class LanguageStatus implements Disposable {
  readonly #bundle = new LanguageStatusRow('promptBundles.bundle', l10n.t('Prompt Bundle'));
  readonly #input = new LanguageStatusRow('promptBundles.input', l10n.t('Prompt Input'));
  readonly #model = new LanguageStatusRow('promptBundles.model', l10n.t('Prompt Model'));
  /** There where a baseline hides something alone. */
  #baseline: LanguageStatusRow | undefined;
  readonly #subscriptions: Disposable;
  #timer: unknown;
  #turn = 0;

  constructor(private readonly services: LensServices) {
    const update = (): void => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#update(window.activeTextEditor).catch((error: unknown) => {
          logError(services.log, error);
        });
      }, PAUSE_MS);
    };
    const { files, memory, drafts, diagnostics } = services;
    this.#subscriptions = Disposable.from(
      this.#bundle,
      this.#input,
      this.#model,
      window.onDidChangeActiveTextEditor(update),
      files.onDidChange(update),
      diagnostics.onDidShow(update),
      memory.onDidChange(update),
      drafts.onDidChange(update),
    );
    update();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#baseline?.dispose();
    this.#subscriptions.dispose();
  }

  async #update(editor: TextEditor | undefined): Promise<void> {
    const turn = ++this.#turn;
    const uri = editor?.document.uri;
    if (!uri || !fileTypeOf(uri.path)) return;
    const inForceNow = await inForce(this.services, uri);
    if (turn !== this.#turn) return;
    const { bundle, input } = inForceNow.selection;
    this.#bundle.show(
      this.#bundleName(bundle),
      l10n.t('Bundle'),
      l10n.t('Choose Bundle'),
      'promptBundles.chooseBundle',
    );
    this.#input.show(
      input === '' ? l10n.t('No input') : inputName(input),
      l10n.t('Input'),
      l10n.t('Choose Input'),
      'promptBundles.chooseInput',
    );
    this.#model.show(
      modelName(inForceNow),
      l10n.t('Model'),
      l10n.t('Choose Model'),
      'promptBundles.chooseModel',
    );
    this.#showBaseline(this.services.language.baselined(uri.toString()));
  }

  /** How many problems of the file the baseline hides. */
  #showBaseline(hidden: number): void {
    if (hidden === 0) {
      this.#baseline?.dispose();
      this.#baseline = undefined;
      return;
    }
    this.#baseline ??= new LanguageStatusRow('promptBundles.baseline', l10n.t('Prompt Baseline'));
    const text =
      hidden === 1
        ? l10n.t('1 problem in the baseline')
        : l10n.t('{0} problems in the baseline', counted(hidden));
    this.#baseline.show(text, l10n.t('Not shown'), l10n.t('Update Baseline'), 'promptBundles.updateBaseline');
  }

  #bundleName(bundle: string): string {
    const scope = this.services.files.scopeOf(bundle);
    if (bundle === '' || isAlone(scope, bundle)) return l10n.t('No bundle');
    const identity = namedBundle(scope, bundle)?.identity;
    return identity ? formatReference(identity) : fileName(Uri.parse(bundle));
  }
}

/** The model that was chosen, or the one that the input asks for. */
function modelName({ selection, input }: InForce): string {
  if (selection.model !== '') return selection.model;
  const own = input?.model?.model_type;
  return own === undefined ? l10n.t('Any model') : l10n.t('{0} (from input)', own);
}
