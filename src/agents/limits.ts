/** The most characters (code points) of a prompt in one result if the call says nothing else, and if it does. */
export const USUAL_PROMPT_CHARACTERS = 20_000;
export const MAX_PROMPT_CHARACTERS = 100_000;
/** The most items of a list in one result, likewise. */
export const USUAL_ITEMS = 50;
export const MAX_ITEMS = 200;
/** The most characters (UTF-16 units) that the lines of a list may have together: further items are left out before. */
export const MAX_LIST_CHARACTERS = 40_000;
/** The most characters (code points) of an answer or a text of a file that is given in a call. */
export const MAX_GIVEN_CHARACTERS = 1_000_000;
/** The most versions of a bundle that are compared at once. */
export const MAX_COMPARED_VERSIONS = 50;
/** The most bundles whose descriptions are searched. */
export const MAX_SEARCHED_DESCRIPTIONS = 2_000;
