import { REFUSAL_CODES, REFUSAL_PAGES } from '../documents/refusalPages.js';
import { COMMAND_NAMES } from './commandTable.js';
import { helpOf, helpOfAll } from './help.js';

// What is generated from the tables: `node esbuild.mjs --docs` writes it, a test holds the committed file to it.

/** Where the reference of the command line is, from the project's root. */
export const REFERENCE_FILE = 'docs/command-line.md';

/** The reference of the command line, in Markdown: the help of every command, and the codes of refusals. */
export function commandReference(): string {
  const sections = COMMAND_NAMES.map((name) => `## ${name}\n\n${block(helpOf(name))}`);
  return `# Command line\n\nMade by \`npm run docs\` from the tables that parse the options. \`prompt-bundles <command> --help\` says the same.\n\n${block(helpOfAll())}\n${sections.join('\n')}\n${refusals()}`;
}

/** What is refused, by its code. */
function refusals(): string {
  const rows = REFUSAL_CODES.map((code) => {
    const { title, text } = REFUSAL_PAGES[code];
    return `- \`${code}\`: ${title}. ${text}\n`;
  });
  return `## Refusals\n\nWhat a command refuses is told with a code behind it, which is \`code\` where JSON tells of it. \`explain CODE\` says the same.\n\n${rows.join('')}`;
}

function block(text: string): string {
  return `\`\`\`text\n${text}\`\`\`\n`;
}
