import { cpuUsage } from 'node:process';

/** What is measured: made ready for a size, and run once for each time that is taken. */
export interface GrowthCase {
  readonly name: string;
  /** The smallest size: large enough that a run takes a few milliseconds. */
  readonly from: number;
  /** Makes a run ready, which can be run again and again. What it makes is not measured; the run is. */
  readonly prepare: (size: number) => () => unknown;
}

/** Measured over so many doublings. */
const DOUBLINGS = 2;
/** Of so many runs the shortest counts: what else goes on in the machine only makes a run longer. */
const RUNS = 3;
/** Runs go on for so long before anything is measured, in milliseconds of processor time, for the engine to compile them. */
const WARM_UP = 150;

/**
 * How the processor time of a run grows with its size: 1 for linear, 2 for quadratic. The exponent of the power that fits the
 * sizes best, by least squares over logarithms. No time decides, so a slow machine is as good as a fast one.
 */
export function growthExponent({ from, prepare }: GrowthCase): number {
  const warmUp = prepare(from);
  for (let spent = 0; spent < WARM_UP;) spent += timeOf(warmUp);
  const points = Array.from({ length: DOUBLINGS + 1 }, (_, i) => {
    const size = from * 2 ** i;
    const run = prepare(size);
    const times = Array.from({ length: RUNS }, () => timeOf(run));
    return { x: Math.log(size), y: Math.log(Math.min(...times)) };
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const covariance = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  const variance = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return covariance / variance;
}

/** Processor time of one run, in milliseconds. */
function timeOf(run: () => unknown): number {
  const before = cpuUsage();
  run();
  const { user, system } = cpuUsage(before);
  return Math.max(0.01, (user + system) / 1000);
}
