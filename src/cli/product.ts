/** Set by the build: the version and the text of the program. */
declare const PROMPT_BUNDLES_BUILD: string | undefined;

/** What finds what is found: another version, or another engine with other tables of Unicode, may find something else. */
export const PRODUCT = `${typeof PROMPT_BUNDLES_BUILD === 'string' ? PROMPT_BUNDLES_BUILD : 'source'} ${process.version}`;

/** The version alone. */
export const VERSION = PRODUCT.split(' ', 1)[0] ?? '';
