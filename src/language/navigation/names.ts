import * as l10n from '@vscode/l10n';
import { formatReference } from '../../core/model/reference.js';
import { counted, listed, quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** The most names that a sentence lists. */
const NAMED = 4;

/** Files by what they call themselves, else by their paths, in a sentence; empty where there are none. */
export function bundleNames(scope: ScopeIndex, files: readonly string[]): string {
  const names = files.map((file) => {
    const name = scope.get(file)?.identity?.name;
    return quote(name ? formatReference(name) : scope.nameOf(file));
  });
  return listed(names, NAMED);
}

/** Sentences after each other, without those that are empty. */
export function sentence(...all: readonly (string | undefined)[]): string {
  return sentences(...all.map((one = '') => one));
}

/** The first lines of a text for a hover, and how much of it is left out. */
export function firstLines(text: string, most: number): { readonly block: string; readonly rest: string } {
  const lines = text.split('\n');
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.slice(0, most)) {
    const room = MAX_CHARACTERS - length;
    if (room <= 0) break;
    const characters = Array.from(line.slice(0, 2 * room));
    kept.push(characters.length > room ? `${characters.slice(0, room).join('')}…` : line);
    length += characters.length;
  }
  const shown = kept.join('\n');
  const left = text.length - shown.replace(/…$/, '').length;
  return { block: shown, rest: shown === text ? '' : l10n.t('{0} more characters.', counted(left)) };
}

/** A hover is not for reading all of a text. */
const MAX_CHARACTERS = 600;
