// The reader of labels: most folders have none, and then it is not read either.
export { MAX_LABELS_BYTES, readLabels } from '../language/index.js';
