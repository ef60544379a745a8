/** What is in the way of a registry; stable, for those who decide by it. */
export type RegistryErrorCode =
  | 'unreachable'
  | 'unknown-host'
  | 'not-the-service'
  | 'no-journal'
  | 'authentication'
  | 'no-database'
  | 'no-tables'
  | 'outdated-tables'
  | 'no-permission'
  | 'read-only'
  | 'too-many-connections'
  | 'timeout'
  | 'locked'
  | 'busy'
  | 'lost'
  | 'unavailable'
  | 'tls'
  | 'disk-full'
  | 'conflict'
  | 'unknown-outcome'
  | 'not-recorded'
  | 'refused';

/**
 * Why a registry could not be read or written. The message says what to do and holds no secret; there is no cause, which might
 * hold one.
 */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: RegistryErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** Like `instanceof`, but across bundles of this project too, each of which holds a class of its own. */
  static is(error: unknown): error is RegistryError {
    return error instanceof Error && error.name === 'RegistryError';
  }

  /** True where trying again later may help, with nothing changed. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }
}

const PASSING: ReadonlySet<RegistryErrorCode> = new Set([
  'unreachable',
  'too-many-connections',
  'timeout',
  'locked',
  'busy',
  'lost',
  'unavailable',
  'unknown-outcome',
]);
