// The reader of labels: most folders have none, and then it is not read either.
export { readLabels } from '../../language/index.js';
