#!/usr/bin/env node
import './endWithParent.mjs';
import path from 'node:path';
import { runInExtensionHost } from './runInExtensionHost.mjs';

// Stands in for the desktop's `code` where @vscode/test-electron wants an executable: takes the same arguments, runs
// the tests in VS Code from npm, ends with the same code.

const args = process.argv.slice(2);

/** @param {string} name */
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

const extension = option('extensionDevelopmentPath');
const testsPath = option('extensionTestsPath');
const workspace = args.find((arg) => !arg.startsWith('-'));
if (!extension || !testsPath) {
  throw new Error(`Lacks the extension or its tests: ${args.join(' ')}`);
}

process.exitCode = await runInExtensionHost({
  kind: option('extensionDevelopmentKind') === 'web' ? 'web' : 'node',
  extension,
  tests: path.relative(extension, testsPath),
  ...(workspace !== undefined && { workspace }),
});
