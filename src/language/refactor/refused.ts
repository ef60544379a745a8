/** Why something is not done, in words for the user. */
export interface Refused {
  readonly reason: string;
}

export function isRefused(outcome: object): outcome is Refused {
  return 'reason' in outcome;
}
