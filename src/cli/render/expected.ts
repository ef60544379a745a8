import { formatReference } from '../../core/model/reference.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import { printErrors } from '../printErrors.js';
import { count } from '../usage.js';
import type { RenderExpectation } from './renderExpectation.js';
import type { RenderJob } from './renderJobs.js';

/** What the inputs of some renders expect, and whether it holds. */
export class Expected {
  #holding = 0;
  #failing = 0;
  #without = 0;

  constructor(
    private readonly isSeveral: boolean,
    private readonly host: CommandLineHost,
  ) {}

  /** True when an expectation did not hold. */
  get hasFailed(): boolean {
    return this.#failing > 0;
  }

  /** Tells what does not hold of a render; and with `isAsked`, of a single one, that nothing is expected. */
  tell({ bundle, input }: RenderJob, failed: RenderExpectation, isAsked: boolean): void {
    if (input && failed) {
      if (failed.length > 0) this.#failing++;
      else this.#holding++;
      printErrors(input.file, input.parsed.source, failed, this.host);
      return;
    }
    this.#without++;
    if (isAsked && !this.isSeveral)
      printError(this.host, `The input expects nothing of ${formatReference(bundle)}: nothing was compared.`);
  }

  /** Of several, says how many were compared. */
  end(): void {
    if (!this.isSeveral) return;
    const compared = this.#holding + this.#failing;
    printError(
      this.host,
      `Expectations of ${count(compared, 'render')} compared: ${this.#holding} hold, ${this.#failing} fail. Of ${this.#without} nothing is expected.`,
    );
  }
}
