import { pageText, RULE_CATALOG, summaryOf } from '../../language/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { REFUSAL_CODES, refusalPage } from './refusalPages.js';
import { printJson, printLines, printText } from '../print.js';
import { textOrJson } from '../usage.js';

/** `rules`: the codes of all problems, each with its usual severities and what it says. */
export function rulesCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('rules', args);
  if (positionals.length > 0) throw new UsageError('rules lists all of them. To read of one, use explain.');
  const rules = RULE_CATALOG.map((page) => ({
    code: page.code,
    severities: page.severities,
    title: page.title,
    summary: summaryOf(page),
  }));
  if (textOrJson(values.format) === 'json') printJson(host, { rules });
  else {
    const widths = [
      rules.map(({ code }) => code),
      rules.map(({ severities }) => severities.join(' or ')),
    ].map((cells) => cells.reduce((most, { length }) => Math.max(most, length), 0));
    const [first = 0, second = 0] = widths;
    printLines(
      host,
      rules.map(
        ({ code, severities, title }) =>
          `${code.padEnd(first)}  ${severities.join(' or ').padEnd(second)}  ${title}`,
      ),
    );
  }
  return Promise.resolve(0);
}

/** `explain CODE`: the page that the editor shows of a code, or what a refusal means. */
export function explainCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { positionals } = parseCommand('explain', args);
  const [code = '', ...others] = positionals;
  if (code === '' || others.length > 0)
    throw new UsageError('Name one code, such as syntax. prompt-bundles rules lists them.');
  const page = RULE_CATALOG.find((one) => one.code === code);
  const refusal = REFUSAL_CODES.find((one) => one === code);
  if (!page && !refusal)
    throw new UsageError(`There is no code ${code}.`, {
      word: code,
      known: [...RULE_CATALOG.map((one) => one.code), ...REFUSAL_CODES],
    });
  if (page) printText(host, pageText(page));
  else if (refusal) printText(host, refusalPage(refusal));
  return Promise.resolve(0);
}
