import { unreadableFinding } from '../core/documents/unreadableFile.js';
import { PromptError } from '../core/model/promptError.js';
import type { Finding } from '../core/model/findings.js';
import { formatReference, type Reference } from '../core/model/reference.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { answerFile } from '../language/index.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { findingsJson } from './findingJson.js';
import type { Texts } from '../node/folder/checkFolder.js';
import { findingText } from './findingText.js';
import { folderLanguage } from '../node/folder/folderLanguage.js';
import { readNamedFile, type NamedFile } from './namedFile.js';
import { printError, printJson, printLines, printRefusal } from './print.js';
import { PromptFolder } from '../node/folder/promptFolder.js';
import { printRefusedRender } from './render/refusedRender.js';
import { rootFolder } from './rootFolder.js';
import { parseCommand } from './options/parseCommand.js';
import { count, fileOptions, oneBundle, textOrJson, UsageError } from './usage.js';

/** `check <bundle_id@semver> [FILE|-]`: holds an answer of the model to the constraints of a bundle version. */
export async function checkCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('check', args);
  const [name = '', file = '-', ...others] = positionals;
  const bundle = oneBundle([name]);
  if (others.length > 0) throw new UsageError('Name one answer, or none to read standard input.');
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const named = readNamedFile(file, { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes }, 'file');
  const text = textOf(named);
  if (typeof text !== 'string') {
    printRefusal(host, { code: 'unusable_file', reason: `${named.file}: ${text.message}` });
    return 1;
  }
  const language = folderLanguage(folder, host);
  try {
    const checker = await language.answerChecker('', bundle);
    if (!checker) throw new TypeError('Every template of a version that is resolved is read.');
    const answer = answerFile(text);
    const findings = checker.check(answer);
    const texts: Texts = {
      sourceOf: (key) => (key === named.file ? answer.source : folder.sourceOf(key)),
    };
    if (!checker.isConstrained)
      printError(host, `${formatReference(bundle)} has no constraints: nothing was checked.`);
    report(host, format, { bundle, file: named.file, findings, texts });
    return findings.some(({ severity }) => severity !== 'information') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    printRefusedRender(error, bundle, { folder, language }, host);
    return 1;
  }
}

/** The answer, or why there is none. */
function textOf({ read: { bytes, reason } }: NamedFile): string | Finding {
  if (reason) return unreadableFinding(reason);
  const { text, invalidAt } = decodeUtf8(bytes);
  if (invalidAt === undefined) return text;
  return unreadableFinding({ kind: 'failed', message: 'it is not UTF-8. Save it as UTF-8' });
}

interface Checked {
  readonly bundle: Reference;
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly texts: Texts;
}

function report(
  host: CommandLineHost,
  format: 'text' | 'json',
  { bundle, file, findings, texts }: Checked,
): void {
  const name = formatReference(bundle);
  const found = findings.map((finding) => ({ file, finding }));
  if (format === 'json') {
    printJson(host, { bundle: name, file, findings: findingsJson(texts, found) });
    return;
  }
  const lines = findings.flatMap((finding) => {
    const source = texts.sourceOf(file);
    return source ? [findingText(file, source, finding)] : [];
  });
  printLines(host, [...lines, `${count(findings.length, 'finding')} by the constraints of ${name}.`]);
}
