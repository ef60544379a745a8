import { Uri, window } from 'vscode';
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
  const items = FINDING_CODES.map((code) => ({ label: code, code }));
  return (await choose(items, 'Code of the problems'))?.code;
}
