import { isDeepStrictEqual } from 'node:util';
import { iconText, labelText, messageText } from '../../../src/core/output/editorText.js';
import { jsonText } from '../../../src/core/output/jsonText.js';
import {
  markdownBlock,
  markdownCell,
  markdownCode,
  markdownText,
} from '../../../src/core/output/markdownText.js';
import { terminalText } from '../../../src/core/output/terminalText.js';
import { ACTIVE, activeIn } from '../../unit/output/hostileNames.js';
import { actingIn, cellsOf } from '../../unit/output/markdownReading.js';
import type { Report } from '../fuzzCase.js';

const WIDTH = 80;
const MOST = 4;
/** A link as VS Code looks for one in its messages (its linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

/** Whatever a text holds acts on nobody, through whichever door it leaves: stretches of it stand for names and messages. */
export function checkOutputs(text: string, report: Report): void {
  for (let i = 0; i < MOST; i++) {
    const at = Math.floor((i * text.length) / MOST);
    checkDoors(text.slice(at, at + WIDTH), report);
  }
}

function checkDoors(name: string, report: Report): void {
  const told = JSON.stringify(name);
  const terminal = terminalText(name);
  if (activeIn(terminal) !== undefined || terminal.includes('\n')) report('a terminal is commanded', told);
  const json = jsonText({ [name]: [name] });
  if (activeIn(json) !== undefined) report('JSON commands a terminal', told);
  if (!isDeepStrictEqual(JSON.parse(json), { [name]: [name] })) report('JSON is not read back equal', told);
  if ([labelText, messageText, iconText].some((show) => ACTIVE.test(show(name))))
    report('an editor is commanded', told);
  if (LINK.test(messageText(name))) report('a message has a link', told);

  const table = `| a | b |\n| --- | --- |\n| ${markdownCell(name)} | last |\n`;
  const documents = [
    `- ${markdownText(name)}: ${markdownText(name)}\n`,
    `With ${markdownCode(name)}.\n`,
    `x\n\n${markdownBlock(name)}y\n`,
    table,
  ];
  for (const markdown of documents) {
    const [acting] = actingIn(markdown);
    if (acting !== undefined)
      report(`Markdown has ${acting.slice(0, acting.indexOf(':'))}`, `${acting} of ${told}`);
  }
  const [[, last] = [], ...others] = cellsOf(table);
  if (last !== 'last' || others.length > 0) report('a cell leaves its table', told);
}
