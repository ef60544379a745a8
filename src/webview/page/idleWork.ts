/** Work goes on in steps of so long. */
const STEP_MS = 6;

/** Work that is done in small steps while nothing else happens. */
export class IdleWork {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `step` works on while there is time and tells whether all is done; then `report` is called. */
  constructor(
    private readonly step: (isTime: () => boolean) => boolean,
    private readonly report: () => void,
  ) {}

  /** Begins, or goes on, after some milliseconds. */
  soon(delay = 0): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      requestIdleCallback(
        () => {
          const end = performance.now() + STEP_MS;
          if (this.step(() => performance.now() < end)) this.report();
          else this.soon();
        },
        { timeout: 200 },
      );
    }, delay);
  }
}
