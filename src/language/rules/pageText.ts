import { canBeSilenced } from '../../core/model/findings.js';
import { isSuppressible } from '../fixes/documents/addSuppression.js';
import type { ExampleFiles, RulePage } from './rulePage.js';

/** The page of a rule, in Markdown. */
export function pageText(page: RulePage): string {
  const { code, title, text, bad, good } = page;
  return `# ${title}

\`${code}\`, ${severityText(page)}

${text}

## Not like this

${exampleText(bad)}
## Like this

${exampleText(good)}
## When it does not fit

${silenceText(page)}`;
}

function silenceText(page: RulePage): string {
  const { code, severities } = page;
  const stops = severities.every((severity) => !canBeSilenced({ severity, code }));
  if (stops)
    return 'This error stops the render, so it has to be fixed. A severity that is set only changes how it is shown.\n';
  return `Change the severity, or switch the rule off: for everyone in \`.prompt-bundles/config.json\`, which counts before the settings
of each:

\`\`\`json
{ "rules": { "${code}": "off" } }
\`\`\`

For yourself in the settings:

\`\`\`json
"promptBundles.rules": { "${code}": "off" }
\`\`\`
${suppressText(page)}`;
}

/** How much its findings matter if nothing else is set. */
export function severityText({ severities }: RulePage): string {
  return severities.join(' or ');
}

function exampleText(files: ExampleFiles): string {
  const blocks = Object.entries(files).map(([name, text]) => {
    const extension = name.split('.').at(-1) ?? '';
    const language = extension === 'md' ? 'markdown' : extension;
    return `\`${name}\`\n\n\`\`\`${language}\n${shortened(text)}\`\`\`\n`;
  });
  return blocks.join('\n');
}

/** The longest line that an example is shown with. */
const LINE_LENGTH = 120;

function shortened(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line));
  return lines.join('\n');
}

function suppressText({ code }: RulePage): string {
  if (!isSuppressible(code)) return '';
  return `
Or leave one finding of it unreported, with a reason that stays in the file. \`text\` narrows it to exactly that text:

\`\`\`yaml
suppress:
  - code: ${code}
    text: what the finding covers
    reason: why it is right here
\`\`\`
`;
}

/** The first sentence of a page. */
export function summaryOf({ text }: RulePage): string {
  return /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
}
