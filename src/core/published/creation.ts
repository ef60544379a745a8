/** What became of a file that was to be made: it is new, it was there with the same bytes, or with others. */
export type Creation = 'created' | 'same' | 'different';
