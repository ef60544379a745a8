// The reader of baselines: most folders have none, and then it is not read either.
export { MAX_BASELINE_BYTES, readBaseline } from '../language/index.js';
