/** Whether what was counted at one moment after another grows: by its median, lowest and highest in each third. */
interface Thirds {
  readonly medians: readonly number[];
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** The least that can be told apart in thirds. */
export const LEAST_SAMPLES = 6;

/** Grows by more than is allowed from the first third to the last, by their medians. */
export function growsBeyond(samples: readonly number[], allowed: number): boolean {
  const [first = 0, , last = 0] = inThirds(samples).medians;
  return last > first + allowed;
}

/** Grows all the time: what is asked for once, however late, does not. */
export function growsSteadily(samples: readonly number[]): boolean {
  const { lowest, highest } = inThirds(samples);
  const [, second = 0, third = 0] = lowest;
  const [first = 0, then = 0] = highest;
  return second > first && third > then;
}

function inThirds(samples: readonly number[]): Thirds {
  if (samples.length < LEAST_SAMPLES) throw new Error(`${samples.length} samples tell nothing of growth.`);
  const size = Math.floor(samples.length / 3);
  const thirds = [samples.slice(0, size), samples.slice(size, -size), samples.slice(-size)].map((third) =>
    [...third].sort((a, b) => a - b),
  );
  return {
    medians: thirds.map((third) => third[Math.floor(third.length / 2)] ?? 0),
    lowest: thirds.map((third) => third[0] ?? 0),
    highest: thirds.map((third) => third.at(-1) ?? 0),
  };
}
