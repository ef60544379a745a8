import { window } from 'vscode';
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
