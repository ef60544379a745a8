import { Worker } from 'node:worker_threads';
import type { FuzzCase, Violation } from './fuzzCase.js';
import { minimise } from './minimise.js';
import type { FromWorker, WorkerTask } from './protocol.js';

/** A failure, and the smallest case that was found to fail like it. */
export interface Failure extends Violation {
  readonly number: number;
  readonly smallest: FuzzCase | undefined;
  /** How many cases failed like it. */
  times: number;
}

/** How long a worker may take before its first check, on a busy machine. */
const STARTUP_MS = 60_000;

/** What a campaign came to. */
export interface Outcome {
  cases: number;
  texts: number;
  slowest: { number: number; ms: number; characters: number };
  readonly failures: Map<string, Failure>;
}

export interface CampaignOptions {
  /** The program of the worker. */
  readonly program: URL | string;
  /** True when `program` is the program itself. */
  readonly eval?: boolean;
  readonly seed: number;
  readonly from?: number;
  /** No new case is begun after this time, in milliseconds since 1970. */
  readonly until: number;
  /** The number of the case before which to end; without it, time alone ends a campaign. */
  readonly before?: number;
  readonly replay?: readonly FuzzCase[];
  /** How long one check may take before it counts as hanging. */
  readonly hangMs: number;
}

/** Runs cases in a worker until time or their number is up; one that hangs or brings the worker down is a failure, and the next follows. */
export async function runCampaign(options: CampaignOptions): Promise<Outcome> {
  const outcome: Outcome = {
    cases: 0,
    texts: 0,
    slowest: { number: 0, ms: 0, characters: 0 },
    failures: new Map(),
  };
  let from = options.from ?? 0;
  const before = options.replay?.length ?? options.before ?? Infinity;
  while (Date.now() < options.until && from < before) {
    const stopped = await runWorker(options, from, outcome);
    if (!stopped) break;
    const { kind, number, detail } = stopped;
    const known = outcome.failures.get(kind);
    if (known) known.times++;
    else outcome.failures.set(kind, { kind, detail, number, smallest: undefined, times: 1 });
    from = number + 1;
  }
  return outcome;
}

/**
 * A smaller case that stops a worker as this one does. Each try is a worker of its own, and one that hangs takes a while to
 * tell, so that what is found by then has to do.
 */
export async function smallestStopping(
  { program, eval: isText = false, hangMs }: Pick<CampaignOptions, 'program' | 'eval' | 'hangMs'>,
  { kind, failing, within }: { readonly kind: string; readonly failing: FuzzCase; readonly within: number },
): Promise<FuzzCase> {
  const end = Date.now() + within;
  const stops = async (candidate: FuzzCase): Promise<boolean> => {
    const options = { program, eval: isText, seed: 0, until: Infinity, hangMs };
    return (await runCampaign({ ...options, replay: [candidate] })).failures.has(kind);
  };
  return minimise(failing, stops, () => Date.now() < end);
}

interface Stopped extends Violation {
  readonly number: number;
}

/** Runs one worker to its end. Gives what stopped it before, if anything did. */
function runWorker(
  { program, eval: isText = false, seed, until, before = Infinity, replay, hangMs }: CampaignOptions,
  from: number,
  outcome: Outcome,
): Promise<Stopped | undefined> {
  const beat = new SharedArrayBuffer(8);
  const counters = new Int32Array(beat);
  Atomics.store(counters, 0, from);
  const workerData: WorkerTask = {
    seed,
    from,
    until,
    before,
    beat,
    told: [...outcome.failures.keys()],
    ...(replay && { replay }),
  };
  const worker = new Worker(program, {
    workerData,
    eval: isText,
    resourceLimits: { maxOldGenerationSizeMb: 1500 },
  });
  return new Promise((resolve) => {
    let last = { checks: -1, since: Date.now() };
    const end = (stopped?: Stopped): void => {
      clearInterval(watchdog);
      void worker.terminate();
      resolve(stopped);
    };
    const watchdog = setInterval(() => {
      const checks = Atomics.load(counters, 1);
      if (checks !== last.checks) last = { checks, since: Date.now() };
      else if (Date.now() - last.since > (checks === 0 ? STARTUP_MS : hangMs))
        end({
          kind: 'hangs',
          detail: `One check took more than ${hangMs} ms.`,
          number: Atomics.load(counters, 0),
        });
    }, 200);
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'done') end();
      else take(message, outcome);
    });
    worker.on('error', (error) => {
      end({
        kind: `ends the process: ${error.message}`,
        detail: error.stack ?? '',
        number: Atomics.load(counters, 0),
      });
    });
    worker.on('exit', (code) => {
      end({ kind: 'ends the process', detail: `It ended with ${code}.`, number: Atomics.load(counters, 0) });
    });
  });
}

function take(message: Exclude<FromWorker, { type: 'done' }>, outcome: Outcome): void {
  if (message.type === 'checked') {
    outcome.cases++;
    outcome.texts += message.texts;
    const { number, ms, characters } = message;
    if (ms > outcome.slowest.ms) outcome.slowest = { number, ms, characters };
    return;
  }
  if (message.type === 'failed') {
    const { violation, number, smallest } = message;
    outcome.failures.set(violation.kind, { ...violation, number, smallest, times: 1 });
    return;
  }
  const known = outcome.failures.get(message.kind);
  if (known) known.times++;
}
