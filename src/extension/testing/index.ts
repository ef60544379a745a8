// What inputs expect, as tests. Loaded when one expects something first; nothing else imports a value from here.

export { SavedTests } from './savedTests.js';
