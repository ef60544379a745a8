// Why goals are missed, by the title of a group and what its row says: from profiles, to be looked at again when a cause is gone. What is met is
// not explained.

/** @type {readonly { title: RegExp, what: RegExp, why: string }[]} */
const EXPLANATIONS = [];

/**
 * @param {string} title
 * @param {string} what
 * @returns {string | undefined}
 */
export function explanationOf(title, what) {
  return EXPLANATIONS.find((one) => one.title.test(title) && one.what.test(what))?.why;
}
