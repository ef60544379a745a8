import { readFileSync } from 'node:fs';
import path from 'node:path';

// Where things are, for every file of the harness.

/** The project's own folder, which is also the extension's. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** What the harness makes and may throw away; git ignores it. */
export const cacheFolder = path.join(projectFolder, '.vscode-test');

/** @type {{ publisher: string, name: string }} */
const { publisher, name } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));

/** `publisher.name`, as VS Code knows the extension. */
export const extensionId = `${publisher}.${name}`;

/** The workspaces that tests open, always as a copy. */
export const workspaces = {
  sample: path.join(projectFolder, 'media/sample'),
  /** No prompt file in it. */
  empty: path.join(projectFolder, 'test/fixtures/empty'),
  multiRoot: path.join(projectFolder, 'test/fixtures/multi-root/multi-root.code-workspace'),
};
