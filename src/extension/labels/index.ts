// The labels of published versions: read with the first file of labels, or when a version is labelled. Nothing else imports a
// value from here.

export { removeLabel, setLabel } from './setLabel.js';
export { takeLabels } from './takeLabels.js';
