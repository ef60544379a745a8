// What is wrong with the syntax of a broken text, in words. Nothing of this is needed to read a text that is whole, so the
// desktop extension holds it in a file of its own, read with the first broken one.

export { jsonMistakes } from './jsonMistakes.js';
export { yamlMistakes } from './yamlMistakes.js';
export { reportOnce } from './reportOnce.js';
