import { EventEmitter, type Disposable, type Memento } from 'vscode';
import type { Selection } from '../../preview/protocol.js';
import { readSelection } from '../../preview/readMessages.js';

/** Remembers, for each folder, the input and the model that were chosen last; it stays with the workspace. */
export class SelectionMemory implements Disposable {
  readonly #changed = new EventEmitter<undefined>();

  /** Fires when something else is chosen. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly state: Memento) {}

  recall(folder: string): Partial<Selection> {
    return readSelection(this.state.get(keyOf(folder)));
  }

  remember(folder: string, { bundle, input, model }: Selection): void {
    const before = this.recall(folder);
    void this.state.update(keyOf(folder), { bundle, input, model });
    if (before.bundle !== bundle || before.input !== input || before.model !== model)
      this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** The files are called something else by now, in every folder. */
  rename(renamed: (selection: Selection) => Selection): void {
    for (const key of this.state.keys()) {
      if (!key.startsWith(keyOf(''))) continue;
      const { bundle = '', input = '', model = '' } = readSelection(this.state.get(key));
      void this.state.update(key, renamed({ bundle, input, model }));
    }
  }
}

function keyOf(folder: string): string {
  return `preview.selection:${folder}`;
}
