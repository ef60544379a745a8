import { window, type InputBoxOptions, type QuickPickItem } from 'vscode';
import { iconText, labelText, messageText } from '../../core/output/editorText.js';

// The door to lists to choose from and fields to write in.

/** An entry of a list. */
export interface Choice {
  /** The name of an icon before the label. */
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Asks to choose one of a list. */
export async function choose<Entry extends Choice>(
  entries: readonly Entry[],
  placeHolder: string,
): Promise<Entry | undefined> {
  const items = entries.map((entry) => ({ ...shownItem(entry), entry }));
  return (
    await window.showQuickPick(items, { placeHolder: labelText(placeHolder), matchOnDescription: true })
  )?.entry;
}

/** Asks for a secret: what is typed is not shown, and the field stays while it is fetched from elsewhere. */
export function askForSecret(title: string, prompt: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: labelText(title),
    prompt: messageText(prompt),
    password: true,
    ignoreFocusOut: true,
  });
}

/** Asks for a text. What stands in the field at first is exact: it is the text itself. */
export function askForText({
  title = '',
  prompt,
  validateInput,
  ...exact
}: Pick<InputBoxOptions, 'title' | 'prompt' | 'value'> & {
  readonly validateInput?: (value: string) => string | undefined;
}): Thenable<string | undefined> {
  return window.showInputBox({
    ...exact,
    title: labelText(title),
    ...(prompt !== undefined && { prompt: messageText(prompt) }),
    ...(validateInput && {
      validateInput: (value) => {
        const problem = validateInput(value);
        return problem === undefined ? undefined : messageText(problem);
      },
    }),
  });
}

function shownItem({ icon, label, description, detail }: Choice): QuickPickItem {
  return {
    label: icon === undefined ? iconText(label) : `$(${icon}) ${iconText(label)}`,
    ...(description !== undefined && { description: iconText(description) }),
    ...(detail !== undefined && { detail: iconText(detail) }),
  };
}
