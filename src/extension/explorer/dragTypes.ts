/** What a dragged row brings along beside its text: that it is a reference, and of what. */
export const REFERENCE_TYPE = 'application/vnd.prompt-bundles.reference';
