import { COMMAND_NAMES } from './commandTable.js';
import { helpOf, helpOfAll } from './help.js';

// What is generated from the tables: `node esbuild.mjs --docs` writes it, a test holds the committed file to it.

/** Where the reference of the command line is, from the project's root. */
export const REFERENCE_FILE = 'docs/command-line.md';

/** The reference of the command line, in Markdown: the help of every command. */
export function commandReference(): string {
  const sections = COMMAND_NAMES.map((name) => `## ${name}\n\n${block(helpOf(name))}`);
  return `# Command line\n\nMade by \`npm run docs\` from the tables that parse the options. \`prompt-bundles <command> --help\` says the same.\n\n${block(helpOfAll())}\n${sections.join('\n')}`;
}

function block(text: string): string {
  return `\`\`\`text\n${text}\`\`\`\n`;
}
