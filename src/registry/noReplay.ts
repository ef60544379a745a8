/** Why a recorded render of a registry cannot be replayed. */
export const NO_REPLAY =
  'The registry keeps no input, so this render cannot be replayed. Compare its hashes with those of another render.';
