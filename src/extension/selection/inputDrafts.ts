import { EventEmitter, l10n, type Event, type Memento } from 'vscode';
import { canonicalJson } from '../../core/canonicalJson.js';
import { parseJson } from '../../core/documents/parseJson.js';
import type { InputFile, parsePromptFile } from '../../core/documents/promptFile.js';
import { toJsonValue } from '../../core/documents/valueNode.js';
import { jsonFloatText } from '../../core/floatText.js';
import { DEFAULT_INPUT, type RenderInput } from '../../core/model/renderInput.js';
import { prettyJson } from '../../core/prettyJson.js';
import type { InputEdit, InputForm } from '../../preview/protocol.js';
import { baseOf, draftOf } from './draftNames.js';

/** The form's fields as they were edited last. */
interface Fields {
  readonly activity_level: number;
  readonly stress: number;
  readonly task: string;
  /** The traits as typed, and the JSON of the last ones that were right. */
  readonly traits: string;
  readonly usedTraits: string;
  readonly model_type: string | null;
}

/** Inputs that are edited in the preview and in no file yet: one for each input of a folder; they stay with the workspace. */
export class InputDrafts {
  readonly #parsed = new Map<string, { readonly text: string; readonly file: InputFile }>();

  /** Fires with the folder in which a draft was edited or is gone. */
  readonly onDidChange: Event<string>;

  constructor(
    private readonly state: Memento,
    private readonly parse: typeof parsePromptFile,
    private readonly changed = new EventEmitter<string>(),
  ) {
    this.onDidChange = changed.event;
  }

  /** The drafts of a folder. */
  list(folder: string): readonly string[] {
    const prefix = keyOf(folder, '');
    return this.state
      .keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => draftOf(key.slice(prefix.length)))
      .sort();
  }

  /** A draft, read like a file; `undefined` when there is none. */
  file(folder: string, draft: string): InputFile | undefined {
    const fields = this.#fields(folder, draft);
    if (!fields) return undefined;
    const text = inputText(fields);
    const key = keyOf(folder, baseOf(draft));
    const known = this.#parsed.get(key);
    if (known?.text === text) return known.file;
    const file = this.parse({ kind: 'input', syntax: 'json' }, { text }) as InputFile;
    this.#parsed.set(key, { text, file });
    return file;
  }

  /** Edits a draft; `shown` is the input it starts from. */
  async edit(folder: string, draft: string, shown: RenderInput | undefined, edit: InputEdit): Promise<void> {
    const fields = { ...(this.#fields(folder, draft) ?? fieldsOf(shown ?? DEFAULT_INPUT)), ...edit };
    const { used } = edit.traits === undefined ? { used: undefined } : readTraits(edit.traits);
    await this.state.update(keyOf(folder, baseOf(draft)), {
      ...fields,
      ...(used !== undefined && { usedTraits: used }),
    } satisfies Fields);
    this.changed.fire(folder);
  }

  async discard(folder: string, draft: string): Promise<void> {
    await this.state.update(keyOf(folder, baseOf(draft)), undefined);
    this.changed.fire(folder);
  }

  /** Inputs that drafts were made from are called something else by now, in every folder. */
  async rename(renamed: (input: string) => string): Promise<void> {
    for (const key of this.state.keys()) {
      const [, folder, input] = /^preview\.draft:(.*)\n(.*)$/.exec(key) ?? [];
      const next = input && renamed(input);
      if (folder === undefined || !next || next === input) continue;
      await this.state.update(keyOf(folder, next), this.state.get(key));
      await this.state.update(key, undefined);
      this.changed.fire(folder);
    }
  }

  /** A draft as a form, as it was typed. */
  form(folder: string, draft: string): InputForm | undefined {
    const fields = this.#fields(folder, draft);
    if (!fields) return undefined;
    const { activity_level, stress, task, traits } = fields;
    return {
      activity_level,
      stress,
      task,
      traits,
      traitsProblem: readTraits(traits).problem ?? null,
      isDraft: true,
    };
  }

  /** An input of a file, or none, as a form. */
  formOf(input: RenderInput): InputForm {
    const { activity_level, stress, task, traits } = fieldsOf(input);
    return { activity_level, stress, task, traits, traitsProblem: null, isDraft: false };
  }

  #fields(folder: string, draft: string): Fields | undefined {
    const fields = this.state.get<Partial<Fields>>(keyOf(folder, baseOf(draft)));
    return typeof fields?.usedTraits === 'string' ? { ...fieldsOf(DEFAULT_INPUT), ...fields } : undefined;
  }
}

function keyOf(folder: string, input: string): string {
  return `preview.draft:${folder}\n${input}`;
}

function fieldsOf({ activity_level, stress, task, semantic_traits, model_type }: RenderInput): Fields {
  const traits = prettyJson(semantic_traits);
  return { activity_level, stress, task, traits, usedTraits: traits, model_type: model_type ?? null };
}

function inputText({ activity_level, stress, task, usedTraits, model_type }: Fields): string {
  const model = model_type === null ? '' : `,"model_type":${canonicalJson(model_type)}`;
  return `{"semantic_traits":${usedTraits},"activity_level":${jsonFloatText(activity_level)},"stress":${jsonFloatText(stress)},"task":${canonicalJson(task)}${model}}`;
}

/** The JSON of the traits that were typed, or what is wrong with them. */
function readTraits(text: string): { readonly used?: string; readonly problem?: string } {
  const { root, findings } = parseJson(text.trim() === '' ? '{}' : text);
  const [first] = findings;
  if (first) return { problem: first.message };
  if (root?.kind !== 'mapping') return { problem: l10n.t('Traits are a mapping: write them in braces.') };
  return { used: prettyJson(toJsonValue(root)) };
}
