import { Uri } from 'vscode';
import { fileName } from './fileName.js';

/** Why something cannot be done with a file whose text is held back: `purpose` completes "Save it to …". */
export function whyHeldBack(file: string, purpose: string): string {
  return `Save ${fileName(Uri.parse(file))} to ${purpose}: as \`promptBundles.run\` is \`onSave\`, what is not saved is not checked.`;
}
