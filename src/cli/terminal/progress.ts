import { clearLine, printUnended } from '../print.js';
import type { CommandLineHost } from '../commandLineHost.js';

/** How long a run may take before something is said of it, and how often it changes, in milliseconds. */
const QUIET_FOR = 1000;
const EVERY = 100;

/** Says on the error output how far a run is, past one second, where that is a terminal; and takes it away again. */
export class Progress {
  readonly #started: number;
  #shownAt = -Infinity;
  #isShown = false;

  private constructor(private readonly host: CommandLineHost) {
    this.#started = performance.now();
  }

  /** `undefined` where nobody looks on. */
  static of(host: CommandLineHost): Progress | undefined {
    return host.isTerminal?.('error') === true && host.env['TERM'] !== 'dumb'
      ? new Progress(host)
      : undefined;
  }

  /** Takes note that so many of all are done: `doing` is what is done with them, such as `Reading`. */
  step(doing: string, done: number, all: number): void {
    const now = performance.now();
    if (now - this.#started < QUIET_FOR || now - this.#shownAt < EVERY) return;
    this.#shownAt = now;
    this.#isShown = true;
    clearLine(this.host);
    printUnended(
      this.host,
      `${doing} ${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} files…`,
    );
  }

  /** Says what comes next, however long it takes. */
  phase(doing: string, all: number): void {
    if (performance.now() - this.#started < QUIET_FOR) return;
    this.#isShown = true;
    clearLine(this.host);
    printUnended(this.host, `${doing} ${all.toLocaleString('en-US')} files…`);
  }

  /** Takes away what is shown, before anything else is printed. */
  end(): void {
    if (this.#isShown) clearLine(this.host);
    this.#isShown = false;
  }
}
