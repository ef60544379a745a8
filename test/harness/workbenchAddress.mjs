/**
 * What a workbench shall open and load.
 * @typedef {object} WorkbenchContent
 * @property {string} [workspace] a folder or a `.code-workspace` file, as an absolute path; without it, a window without a folder
 * @property {string} [extension] the folder of the extension to load, as one under development
 * @property {string} [tests] a module of the extension, from its folder and without `.js`: its `run` is called in
 *   the extension host; a path outside of the folder as VS Code sees it would choose the Node host
 * @property {string} [openFile] a file to show first, as an absolute path
 */

/**
 * The address at which a server shows its workbench. VS Code for the desktop takes all this as arguments; here it
 * goes into the address, paths as resources of the server.
 * @param {string} origin
 * @param {WorkbenchContent} content
 */
export function workbenchAddress(origin, { workspace, extension, tests, openFile }) {
  /** @param {string} file */
  const remote = (file) => `vscode-remote://${new URL(origin).host}${file}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests && extension) payload.push(['extensionTestsPath', remote(`${extension}/${tests}`)]);
  if (openFile) payload.push(['openFile', remote(openFile)]);
  const query = new URLSearchParams({
    ...(workspace === undefined
      ? { ew: 'true' }
      : { [workspace.endsWith('.code-workspace') ? 'workspace' : 'folder']: workspace }),
    payload: JSON.stringify(payload),
  });
  return `${origin}/?${query}`;
}
