import { l10n } from 'vscode';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { excerpt } from '../../core/text/quote.js';
import { foreignNames, replaceForeign } from '../../language/index.js';
import { showError } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { fileOf, numberOf, textOf } from './arguments.js';
import { applyTo, openFile } from './openFile.js';
import type { FixServices } from './services.js';

/** What each placeholder becomes, for those who choose one. */
function meaningOf(placeholder: Placeholder): string {
  switch (placeholder) {
    case 'task':
      return l10n.t('the task of the input');
    case 'activity_level':
    case 'stress':
      return l10n.t('a number from 0 to 1');
    case 'semantic_traits':
      return l10n.t('the traits of the input, as JSON');
  }
}

/**
 * Writes one of the four placeholders instead of all that ask for a name in another system's way: `{ file, start, name,
 * placeholder }`, where `start` is where the finding begins in the file's text; asks for what it is not given.
 */
export async function replacePlaceholder(services: FixServices, argument: unknown): Promise<void> {
  const [uri, start] = [fileOf(argument), numberOf(argument, 'start')];
  const find = async () => {
    const file = uri && (await openFile(services, uri));
    const problem = file?.problems.find(
      ({ finding }) => finding.code === 'foreign-placeholder' && finding.range.start === start,
    );
    return file && problem && { file, finding: problem.finding };
  };
  const found = await find();
  if (!found) return;
  const names = foreignNames(found.file.subject, found.finding);
  const name = textOf(argument, 'name') ?? (await chooseName(names.map((one) => one.name)));
  const written = names.find((one) => one.name === name)?.written;
  if (name === undefined || written === undefined) return;
  const given = textOf(argument, 'placeholder');
  const placeholder =
    given === undefined ? await choosePlaceholder(written) : PLACEHOLDERS.find((one) => one === given);
  if (placeholder === undefined) return;
  // The author may have gone on typing meanwhile.
  const now = await find();
  const fix = now && replaceForeign(now.file.subject, now.finding, name, placeholder);
  if (!fix || !(await applyTo(now.file, fix.edits))) {
    void showError(l10n.t('{0} could not be replaced. Change it in the file.', excerpt(written)));
  }
}

async function chooseName(names: readonly string[]): Promise<string | undefined> {
  if (names.length < 2) return names[0];
  const items = names.map((name) => ({ label: excerpt(name), name }));
  return (await choose(items, l10n.t('Placeholder to replace')))?.name;
}

async function choosePlaceholder(written: string): Promise<Placeholder | undefined> {
  const items = PLACEHOLDERS.map((name) => ({ label: `{{${name}}}`, description: meaningOf(name), name }));
  return (await choose(items, l10n.t('Placeholder to use instead of {0}', excerpt(written))))?.name;
}
