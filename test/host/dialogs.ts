import { window, type Uri } from 'vscode';
import { same } from './support.js';

/** What a dialog or message said, and what it could be answered with. */
export interface Asked {
  readonly kind: 'error' | 'information' | 'warning';
  readonly message: string;
  readonly modal: boolean;
  readonly detail?: string;
  readonly items: readonly string[];
}

type Answer = string | undefined | (() => Promise<string | undefined>);

/** Does something while the window's messages are answered one after the other, and gives what they said. */
export async function asked(answers: readonly Answer[], act: () => PromiseLike<unknown>): Promise<Asked[]> {
  const said: Asked[] = [];
  const originals = { ...window };
  const stub =
    (kind: Asked['kind']) =>
    async (message: string, ...rest: unknown[]): Promise<string | undefined> => {
      const [options] = rest;
      const { modal = false, detail } = (typeof options === 'object' ? options : {}) as {
        modal?: boolean;
        detail?: string;
      };
      const items = rest.filter((item) => typeof item === 'string');
      const answer = answers[said.length];
      said.push({ kind, message, modal, ...(detail !== undefined && { detail }), items });
      return typeof answer === 'function' ? answer() : answer;
    };
  Object.assign(window, {
    showErrorMessage: stub('error'),
    showInformationMessage: stub('information'),
    showWarningMessage: stub('warning'),
  });
  try {
    await act();
  } finally {
    const { showErrorMessage, showInformationMessage, showWarningMessage } = originals;
    Object.assign(window, { showErrorMessage, showInformationMessage, showWarningMessage });
  }
  return said;
}

/** Does something while the item of a label is chosen from lists, or none is. */
export async function choosing(label: string | undefined, act: () => PromiseLike<unknown>): Promise<void> {
  const original = window.showQuickPick;
  const stub = (items: readonly { label: string }[]) => {
    const chosen = items.find((item) => item.label === label);
    same('What is chosen', chosen?.label ?? '', label ?? '');
    return Promise.resolve(chosen);
  };
  Object.assign(window, { showQuickPick: stub });
  try {
    await act();
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
}

/** What the window asks for: an item of a list, a text, or files. */
export interface Answers {
  /** Of lists one after the other, the label that is chosen; `undefined` for none. */
  readonly picks?: readonly (string | undefined)[];
  /** Of fields one after the other. */
  readonly texts?: readonly (string | undefined)[];
  readonly opened?: readonly Uri[];
  readonly saved?: Uri;
}

/** Does something while lists, fields and file dialogs are answered. Gives what the lists offered, each as `label: description`. */
export async function answered(
  { picks = [], texts = [], opened, saved }: Answers,
  act: () => PromiseLike<unknown>,
): Promise<readonly (readonly string[])[]> {
  const { showQuickPick, showInputBox, showOpenDialog, showSaveDialog } = window;
  const lists: string[][] = [];
  const fields: string[] = [];
  Object.assign(window, {
    showQuickPick: (items: readonly { label: string; description?: string }[]) => {
      const wanted = picks[lists.length];
      lists.push(items.map(({ label, description }) => [label, description].filter(Boolean).join(': ')));
      const chosen = items.find(({ label }) => label === wanted);
      same('What is chosen', chosen?.label ?? '', wanted ?? '');
      return Promise.resolve(chosen);
    },
    showInputBox: ({ prompt = '' }: { prompt?: string }) => Promise.resolve(texts[fields.push(prompt) - 1]),
    showOpenDialog: () => Promise.resolve(opened),
    showSaveDialog: () => Promise.resolve(saved),
  });
  try {
    await act();
  } finally {
    Object.assign(window, { showQuickPick, showInputBox, showOpenDialog, showSaveDialog });
  }
  same('How often a list was shown', lists.length, picks.length);
  same('How often a text was asked for', fields.length, texts.length);
  return lists;
}
