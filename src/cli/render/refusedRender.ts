import type { PromptError } from '../../core/model/promptError.js';
import type { Reference } from '../../core/model/reference.js';
import type { FoundIn, PromptLanguage } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { findingsJson } from '../findingJson.js';
import { printRefusal } from '../print.js';
import { printDamage, printErrors } from '../printErrors.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { whereBelow } from '../rootsBelow.js';

/** What was to be rendered. */
interface Rendered {
  readonly folder: PromptFolder;
  readonly language: PromptLanguage;
}

/** Tells why a version is not rendered: with the errors of the files that stop it, and where else it is. */
export function printRefusedRender(
  error: PromptError,
  bundle: Reference,
  rendered: Rendered,
  host: CommandLineHost,
): void {
  const refusals = new Refusals(rendered, false, host);
  refusals.tell('', bundle, error);
  refusals.end();
}

/** Why versions are not rendered, each told once. */
export class Refusals {
  #any = false;
  /** The files whose errors are told. */
  readonly #told = new Set<string>();

  constructor(
    private readonly rendered: Rendered,
    private readonly isSeveral: boolean,
    private readonly host: CommandLineHost,
  ) {}

  /** True when something was refused. */
  get any(): boolean {
    return this.#any;
  }

  /** Notes a refusal that is told elsewhere. */
  refuse(): void {
    this.#any = true;
  }

  /** Tells of a refused render. Gives the same for programs. */
  tell(name: string, { id, semver }: Reference, error: PromptError): object {
    const { folder, language } = this.rendered;
    this.#any = true;
    const where = error.code === 'unknown_bundle' ? whereBelow(folder, id, semver) : '';
    const message = `${error.message}${where}`;
    printRefusal(this.host, { code: error.code, reason: this.isSeveral ? `${name}: ${message}` : message });
    const found: FoundIn[] = [];
    for (const file of error.origins) {
      const parsed = folder.get(file);
      if (!parsed) continue;
      const errors = language.obstacles(file).filter(({ severity }) => severity === 'error');
      for (const finding of errors) found.push({ file, finding });
      if (!this.#told.has(file)) printErrors(file, parsed.source, errors, this.host);
      this.#told.add(file);
    }
    return { code: error.code, message, findings: findingsJson(folder, found) };
  }

  /** Tells in the end what is not used, and may be what is missing. */
  end(): void {
    if (this.#any) printDamage(this.rendered.folder, this.host, [...this.#told]);
  }
}
