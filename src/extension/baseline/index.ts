// The baseline of a root: read with the first file of one, or when one is written. Nothing else imports a value from here.

export { takeBaseline } from './takeBaseline.js';
export { updateBaseline } from './updateBaseline.js';
