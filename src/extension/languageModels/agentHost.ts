import { CancellationError, Uri, workspace, type CancellationToken } from 'vscode';
import type { AgentHost } from '../../agents/index.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { folderName } from '../workspace/folderName.js';
import type { AgentServices } from './services.js';

/** What a call works with, up to its cancellation. */
export function agentHost(
  { context, files, language, diagnostics, auditLog }: AgentServices,
  token: CancellationToken,
): AgentHost {
  const goOn = (): void => {
    if (token.isCancellationRequested) throw new CancellationError();
  };
  return {
    async languages() {
      await files.settled();
      await diagnostics.checked();
      goOn();
      return [language];
    },
    nameOfRoot,
    record(root, renders) {
      goOn();
      return auditLog.recordAct(root, renders, 'agent');
    },
    async rulePage(code) {
      const page = Uri.joinPath(context.extensionUri, 'media/rules', `${code}.md`);
      return decodeUtf8(await workspace.fs.readFile(page)).text;
    },
    rulesOf(file) {
      goOn();
      return files.settings.of(Uri.parse(file)).rules;
    },
    isKeptUpToDate: true,
  };
}

/** The one workspace folder is `.`; of several, each is its name. */
function nameOfRoot(root: string): string {
  const [first, ...others] = workspace.workspaceFolders ?? [];
  return others.length === 0 && first?.uri.toString() === root ? '.' : folderName(root);
}
