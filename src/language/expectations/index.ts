// What inputs expect of renders. Read when the first input that expects anything is checked: most folders have none.

export { ExpectationIndex, type ExpectationResults } from './expectationIndex.js';
