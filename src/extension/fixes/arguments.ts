import { extensions, l10n, Uri, window } from 'vscode';
import { FINDING_CODES, type FindingCode } from '../../core/model/findings.js';
import { choose } from '../output/questions.js';

// Commands may be called by anybody, with anything.

/** A named property of a command's argument, when it is a text. */
export function textOf(argument: unknown, name: string): string | undefined {
  const value = valueOf(argument, name);
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(argument: unknown, name: string): number | undefined {
  const value = valueOf(argument, name);
  return typeof value === 'number' ? value : undefined;
}

function valueOf(argument: unknown, name: string): unknown {
  if (typeof argument !== 'object' || argument === null) return undefined;
  return (argument as Readonly<Record<string, unknown>>)[name];
}

/** The file a command is about: the one it is given, itself or by its name, else the active editor's. */
export function fileOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  const file = textOf(argument, 'file');
  return file === undefined ? window.activeTextEditor?.document.uri : Uri.parse(file);
}

/** The code that a command is given, else one that the user chooses. */
export async function chooseCode(given: string | undefined): Promise<FindingCode | undefined> {
  const known = FINDING_CODES.find((code) => code === given);
  if (known ?? given !== undefined) return known;
  const titles = ruleTitles();
  const items = FINDING_CODES.map((code) => ({ label: titles[code] ?? code, description: code, code }));
  return (await choose(items, l10n.t('Rule')))?.code;
}

/** The title of each rule, as the settings have it: `Title: severity, if nothing is set. …`. */
function ruleTitles(): Readonly<Record<string, string | undefined>> {
  const manifest = extensions.getExtension(EXTENSION_ID)?.packageJSON as Manifest | undefined;
  const rules = manifest?.contributes.configuration.properties['promptBundles.rules'].properties ?? {};
  return Object.fromEntries(
    Object.entries(rules).map(([code, { markdownDescription }]) => [
      code,
      markdownDescription.split(/[:：]/)[0],
    ]),
  );
}

const EXTENSION_ID = 'prompt-bundles.prompt-bundles';

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'promptBundles.rules': {
          readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>>;
        };
      };
    };
  };
}
