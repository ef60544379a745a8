/** The least that says something of growth. */
export const LEAST_SAMPLES = 12;
/** What makes of a median of distances a standard deviation. */
const OF_MEDIAN = 1.4826;

/** How what was counted at one moment after another goes on: by how much from one to the next, and the standard error of that. */
interface Trend {
  readonly step: number;
  readonly error: number;
}

/** By how much something grew, and the standard error of that. */
export interface Growth {
  readonly by: number;
  readonly error: number;
}

/** The trend of samples (by Theil and Sen), which some that are far out do not change. */
export function trendOf(samples: readonly number[]): Trend {
  const steps = samples.flatMap((one, i) =>
    samples.slice(i + 1).map((other, distance) => (other - one) / (distance + 1)),
  );
  const step = median(steps);
  const levels = samples.map((one, i) => one - i * step);
  const level = median(levels);
  const spread = OF_MEDIAN * median(levels.map((one) => Math.abs(one - level)));
  const count = samples.length;
  return { step, error: spread / Math.sqrt((count * (count ** 2 - 1)) / 12) };
}

/** The growth over the second half: what is asked for once, or kept up to a bound, is there by then. */
export function lateGrowth(samples: readonly number[]): Growth {
  if (samples.length < LEAST_SAMPLES) throw new Error(`${samples.length} samples tell nothing of growth.`);
  const late = samples.slice(Math.floor(samples.length / 2));
  const { step, error } = trendOf(late);
  return { by: step * (late.length - 1), error: error * (late.length - 1) };
}

/** Grows all the time: each third begins above the highest of the one before. */
export function growsSteadily(samples: readonly number[]): boolean {
  if (samples.length < LEAST_SAMPLES) throw new Error(`${samples.length} samples tell nothing of growth.`);
  const size = Math.floor(samples.length / 3);
  const [first, second, third] = [
    samples.slice(0, size),
    samples.slice(size, -size),
    samples.slice(-size),
  ] as const;
  return Math.min(...second) > Math.max(...first) && Math.min(...third) > Math.max(...second);
}

/** The one in the middle. */
export function median(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
}
