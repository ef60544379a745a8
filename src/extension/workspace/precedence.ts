/** The longest that all else waits, in milliseconds: it never waits for what may wait for it. */
const MAX_WAIT_MS = 1_000;

/** Lets the reading of all files wait while a few are looked at that somebody waits for. */
export class Precedence {
  #over: Promise<unknown> = Promise.resolve();

  constructor(private readonly maxWait = MAX_WAIT_MS) {}

  /** Settles when nothing goes before all else. */
  get over(): Promise<unknown> {
    return this.#over;
  }

  /** Does what goes before all else. */
  give<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = work();
    const ended = done.then(
      () => undefined,
      () => undefined,
    );
    let timer: unknown;
    const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.maxWait)));
    const over = Promise.race([ended, bound]).then(() => {
      clearTimeout(timer);
    });
    this.#over = Promise.all([this.#over, over]);
    return done;
  }
}
