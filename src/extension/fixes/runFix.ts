import { l10n } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { fileName } from '../workspace/fileName.js';
import { showError } from '../output/messages.js';
import { refuseCopy } from '../workspace/refuseCopy.js';
import { isReadOnly } from '../workspace/readOnly.js';
import { fileOf } from './arguments.js';
import { newBundle } from '../create/newBundle.js';
import { newInput } from '../create/newInput.js';
import { newTemplate } from '../create/newTemplate.js';
import { convertFile } from '../refactor/convertFile.js';
import { extractTemplate } from '../refactor/extractTemplate.js';
import { inlineTemplate } from '../refactor/inlineTemplate.js';
import { changeSeverity } from './changeSeverity.js';
import { createNextVersion } from './createNextVersion.js';
import { createTemplates } from './createTemplates.js';
import { explainRule } from './explainRule.js';
import { freezePrompts } from './freezePrompts.js';
import { insertStarter } from './insertStarter.js';
import { replacePlaceholder } from './replacePlaceholder.js';
import { replaceToken } from './replaceToken.js';
import { restorePublished } from './restorePublished.js';
import type { FixServices } from './services.js';
import { suppressFinding } from './suppressFinding.js';
import { updateExpectations } from './updateExpectations.js';

/** The commands that change the file they are called on. */
const EDITING = {
  convertFile,
  createNextVersion,
  extractTemplate,
  inlineTemplate,
  insertStarter,
  replacePlaceholder,
  replaceToken,
  restorePublished,
  suppressFinding,
  updateExpectations,
};
const OTHERS = {
  changeSeverity,
  createTemplates,
  explainRule,
  freezePrompts,
  newBundle,
  newInput,
  newTemplate,
};

export type FixCommand = keyof typeof EDITING | keyof typeof OTHERS;

/** Runs a command by its name, unless it would change a file that cannot be changed: the user is told then. */
export async function runFix(services: FixServices, name: FixCommand, argument: unknown): Promise<void> {
  if (!(name in EDITING)) return OTHERS[name as keyof typeof OTHERS](services, argument);
  const uri = fileOf(argument);
  if (uri && refuseCopy(uri)) return;
  if (uri && fileTypeOf(uri.path) && (await isReadOnly(uri, services.platform))) {
    void showError(l10n.t('{0} is read-only, so it was not changed.', fileName(uri)));
    return;
  }
  await EDITING[name as keyof typeof EDITING](services, argument);
}
