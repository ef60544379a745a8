import { formatReference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printExactly, printJson, printJsonLine, printLine, printText } from '../print.js';
import { expectationJson, type RenderExpectation } from './renderExpectation.js';
import { jobName, type RenderJob } from './renderJobs.js';

/** Where renders go. */
export interface RenderOutput {
  readonly rendered: (job: RenderJob, render: Render, failed: RenderExpectation) => void | Promise<void>;
  /** `error` is why, for programs; it is told on the error output already. */
  readonly refused: (job: RenderJob, error: object) => void | Promise<void>;
  /** True where all is as it should be. */
  readonly end: () => boolean;
}

interface PrintOptions {
  readonly format: 'text' | 'json';
  /** Whether there may be several, so that each is named. */
  readonly isSeveral: boolean;
}

/** Prints renders: of one, the prompt or an object alone. */
export class PrintedRenders implements RenderOutput {
  #count = 0;

  constructor(
    private readonly options: PrintOptions,
    private readonly host: CommandLineHost,
  ) {}

  rendered(job: RenderJob, render: Render, failed: RenderExpectation): void {
    const { host } = this;
    const { format, isSeveral } = this.options;
    if (format === 'json')
      this.#printJson(job, { ...renderJson(render), ...expectationJson(job.input, failed) });
    else {
      if (isSeveral) {
        // As `head` and `tail` name files, with a blank line between.
        if (this.#count > 0) printText(host, '\n');
        printLine(host, `==> ${jobName(job)} <==`);
      }
      printExactly(host, render.rendered_prompt);
      // Of several, the name of the next is to stand on a line of its own.
      if (isSeveral && !render.rendered_prompt.endsWith('\n')) printText(host, '\n');
    }
    this.#count++;
  }

  refused(job: RenderJob, error: object): void {
    if (this.options.format === 'json') this.#printJson(job, { bundle: formatReference(job.bundle), error });
  }

  end(): boolean {
    // Each was printed when it was there.
    return true;
  }

  #printJson(job: RenderJob, json: object): void {
    if (this.options.isSeveral) printJsonLine(this.host, withInput(job, json));
    else printJson(this.host, json);
  }
}

/** The JSON of one of several renders: with the input that it is of. */
export function withInput({ input }: RenderJob, json: object): object {
  const { bundle, ...others } = json as { readonly bundle: string };
  return { bundle, input: input?.file ?? null, ...others };
}

/** A render as the command line's JSON has it. */
export function renderJson(render: Render): object {
  const {
    bundle,
    rendered_prompt,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes,
  } = render;
  return {
    bundle: `${bundle.bundle_id}@${bundle.semver}`,
    rendered_prompt,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes,
  };
}
