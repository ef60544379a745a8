import * as l10n from '@vscode/l10n';
import type { Finding, TextRange } from '../model/findings.js';
import { counted, quote } from '../text/quote.js';
import { sentences } from '../text/sentences.js';
import { namesOf } from './hiddenNames.js';
import { hiddenRuns, mayHideCharacters, type HiddenRun } from './hiddenRuns.js';
import { spelledBy } from './hiddenText.js';
import { visitNodes, type StringNode, type ValueNode } from './valueNode.js';

/** True for values that may hold invisible characters on purpose: they say what to look for. */
function isExempt([first, , third]: readonly (string | number)[]): boolean {
  return (
    first === 'suppress' || first === 'constraints' || (first === 'templates' && third === 'constraints')
  );
}

/** Findings for characters that nobody sees, in all values of a file, whose text this is; those side by side are one. */
export function invisibleCharacterFindings(root: ValueNode, text: string): Finding[] {
  // A value may hold more than the text: what is escaped there.
  if (!text.includes('\\') && !mayHideCharacters(text)) return [];
  const found: Finding[][] = [];
  visitNodes(root, (node, path) => {
    if (isExempt(path)) return;
    if (node.kind === 'string') found.push(findingsInString(node));
    if (node.kind === 'mapping')
      for (const { key, keyRange } of node.entries) found.push(findingsInKey(key, keyRange));
  });
  return found.flat();
}

function findingsInString(node: StringNode): Finding[] {
  return hiddenRuns(node.value).map((run) => {
    const map = node.textMap();
    return {
      ...finding(node.value, run, map.rangeToSource(run.start, run.end)),
      ...(map.standsAlone(run.start, run.end) && { replacement: '' }),
    };
  });
}

/** Where in a key it stands is not known, so no fix is offered that would take the whole key away. */
function findingsInKey(key: string, range: TextRange): Finding[] {
  return hiddenRuns(key).map((run) => finding(key, run, range));
}

function finding(value: string, { start, end, count }: HiddenRun, range: TextRange): Finding {
  const text = value.slice(start, end);
  const spelled = spelledBy(text);
  const message = count === 1 ? messageOfOne(text, spelled) : messageOfSome(count, text, spelled);
  return { code: 'invisible-character', severity: 'warning', message, range, text };
}

function messageOfOne(text: string, spelled: string | undefined): string {
  return sentences(
    l10n.t('There is an invisible character here: {0}.', namesOf(text)),
    spelled === undefined ? '' : l10n.t('It spells {0}.', quote(spelled)),
    l10n.t('Remove it, or write what you mean.'),
  );
}

function messageOfSome(count: number, text: string, spelled: string | undefined): string {
  return sentences(
    l10n.t('{0} invisible characters are here: {1}.', counted(count), namesOf(text)),
    spelled === undefined ? '' : l10n.t('They spell {0}.', quote(spelled)),
    l10n.t('Remove them, or write what you mean.'),
  );
}
