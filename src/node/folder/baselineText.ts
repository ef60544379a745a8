// The reader of baselines: most folders have none, and then it is not read either.
export { readBaseline } from '../../language/index.js';
