// The labels of published versions: read with the first file of labels, or when a version is labelled. Nothing else imports a
// value from here.

export { takeLabels } from './takeLabels.js';
