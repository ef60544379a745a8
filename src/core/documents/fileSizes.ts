// How long a file may be: apart from what says why one is not read, since the help of the command line names it.

/** Files longer than this are not read if nothing else is said, in bytes. */
export const DEFAULT_MAX_FILE_BYTES = 5_000_000;
/** The unit of the setting and the option that say otherwise. */
export const BYTES_PER_MB = 1_000_000;
/** The most they may say, in MB: of a dense YAML file a parser keeps some 100 times as much in memory, and an engine ends at 4 GB. */
export const MAX_FILE_MB = 20;
