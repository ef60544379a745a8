import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { linkExtension } from './extensionLink.mjs';
import { cacheFolder, projectFolder, workspaces } from './project.mjs';
import { findProgram } from './runProgram.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { VscodeServer } from './vscodeServer.mjs';
import { workbenchAddress } from './workbenchAddress.mjs';
import { workbenchSettings } from './workbenchSettings.mjs';

// `npm start`: the extension as built, on a copy of the sample. In the desktop's VS Code where there is one, else in
// the browser.

const workspace = path.join(cacheFolder, 'sample');
if (!existsSync(workspace)) cpSync(workspaces.sample, workspace, { recursive: true });
const bundles = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.prompt-bundle\./.test(file),
);
const openFile = path.join(workspace, bundles.sort().at(-1) ?? '');

const desktop = process.env['VSCODE_EXECUTABLE'] ?? findProgram('code');
if (desktop) startDesktop(desktop);
else await startInBrowser();

console.log("The icon at the editor's top right shows the preview.");
console.log(
  `The files are a copy of media/sample, in ${path.relative(projectFolder, workspace)}: change them freely.`,
);

/** @param {string} executable */
function startDesktop(executable) {
  spawn(executable, [`--extensionDevelopmentPath=${projectFolder}`, workspace, openFile], {
    stdio: 'inherit',
  });
  console.log('Prompt Bundles opens in a window of VS Code. Close that window to stop.');
}

async function startInBrowser() {
  const folder = temporaryFolder();
  const server = await VscodeServer.start({
    dataFolder: path.join(folder.path, 'server'),
    settings: workbenchSettings('node'),
  });
  const extension = linkExtension(projectFolder, folder.path);
  console.log('Prompt Bundles runs in VS Code, in your browser; Ctrl+C stops it. Open this address:');
  console.log(`\n  ${workbenchAddress(server.origin, { workspace, extension, openFile })}\n`);
}
