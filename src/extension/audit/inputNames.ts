import { l10n, Uri, type Disposable } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { PlacedRecord } from '../../core/audit/listRecords.js';
import { inputTexts, personalityHash } from '../../core/hashes.js';
import { DEFAULT_INPUT, type RenderInput } from '../../core/model/renderInput.js';
import { fileName } from '../workspace/fileName.js';
import type { PromptLanguage } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** The most inputs whose content is looked at. */
const MAX_INPUTS = 500;

/** An input of the workspace, and what it is called. */
export interface NamedInput {
  readonly name: string;
  readonly input: RenderInput;
}

/** What inputs of the workspace are called, by the hash that records have of their content. */
export class InputNames implements Disposable {
  #names: Promise<ReadonlyMap<string, NamedInput>> | undefined;
  readonly #subscription: Disposable;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly language: Pick<PromptLanguage, 'hashing'>,
  ) {
    this.#subscription = files.onDidChange((changed) => {
      if ([...changed].some((file) => fileTypeOf(file)?.kind === 'input')) this.#names = undefined;
    });
  }

  /** What finds the name of a record's input: that of the file that has its content now, `undefined` where none has. */
  async finder(): Promise<({ record }: PlacedRecord) => string | undefined> {
    const inputs = await this.byHash();
    return ({ record }) => inputs(record.personality_hash)?.name;
  }

  /** What finds the input that has a hash. */
  async byHash(): Promise<(hash: string) => NamedInput | undefined> {
    this.#names ??= this.#read();
    const names = await this.#names;
    return (hash) => names.get(hash);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #read(): Promise<ReadonlyMap<string, NamedInput>> {
    const hashing = await this.language.hashing();
    const names = new Map<string, NamedInput>();
    names.set(personalityHash(hashing, inputTexts(DEFAULT_INPUT)), {
      name: l10n.t('no input'),
      input: DEFAULT_INPUT,
    });
    const inputs = [...this.files.scopes().values()].flatMap((scope) => [...scope.inputs()]);
    for (const file of inputs.slice(0, MAX_INPUTS)) {
      const parsed = await this.files.read(file);
      if (parsed?.kind !== 'input' || !parsed.model) continue;
      const hash = personalityHash(hashing, inputTexts(parsed.model));
      // Of two inputs with one content, the first is as good as the other.
      if (!names.has(hash)) names.set(hash, { name: fileName(Uri.parse(file)), input: parsed.model });
    }
    return names;
  }
}
