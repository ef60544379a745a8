import { symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * VS Code starts with a colour theme of the extension under development, and takes every extension below its folder
 * for that one. The VS Code from npm lies below ours, built-in themes and all: so it loads the extension by a link
 * from elsewhere.
 * @param {string} extension its folder
 * @param {string} parent where to put the link
 * @returns {string} the link
 */
export function linkExtension(extension, parent) {
  const link = path.join(parent, 'extension');
  symlinkSync(extension, link, 'dir');
  return link;
}
