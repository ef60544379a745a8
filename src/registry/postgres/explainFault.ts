import * as l10n from '@vscode/l10n';
import { excerpt } from '../../core/text/quote.js';
import { connectionText, PASSWORD_VARIABLE, type PostgresConnection } from '../connection.js';
import { RegistryError, type RegistryErrorCode } from '../registryError.js';

/** The revision of the service's migrations that added the column `tags`. */
const TAGS_REVISION = 'b5f6a1b2c3d4';

/** What went wrong, and what to do about it. */
type Explain = (names: Names) => readonly [code: RegistryErrorCode, message: string];

interface Names {
  /** Where the connection leads. */
  readonly place: string;
  readonly host: string;
  readonly user: string;
  readonly database: string;
  readonly variable: string;
  /** What the server or the system said, on one line. */
  readonly said: string;
}

const UNREACHABLE: Explain = ({ place }) => [
  'unreachable',
  l10n.t('There is no answer from the {0}. Check the host and the port, and whether the server runs.', place),
];
const NO_HOST: Explain = ({ host }) => [
  'unknown-host',
  l10n.t('The host {0} is unknown. Check its name and your network.', host),
];
const LOST: Explain = ({ place }) => [
  'lost',
  l10n.t('The connection to the {0} was lost. Try again.', place),
];
const UNAVAILABLE: Explain = ({ place }) => [
  'unavailable',
  l10n.t('The {0} is starting or shutting down. Try again in a moment.', place),
];
const TOO_MANY: Explain = ({ place }) => [
  'too-many-connections',
  l10n.t('The {0} accepts no more connections. Close some, or set a smaller `poolSize`.', place),
];
const TIMEOUT: Explain = ({ place }) => [
  'timeout',
  l10n.t('The {0} took too long to answer. Try again, or set a longer `statementTimeout`.', place),
];
const CONNECT_TIMEOUT: Explain = ({ place }) => [
  'timeout',
  l10n.t(
    'No connection to the {0} could be made in time. Try again, or set a longer `connectTimeout`.',
    place,
  ),
];
const WRONG_PASSWORD: Explain = ({ place, user, variable }) => [
  'authentication',
  l10n.t(
    'The {0} refuses the user {1} with this password. Check both, and set the password in {2} or as a secret.',
    place,
    user,
    variable,
  ),
];
const NO_PASSWORD: Explain = ({ place, user, variable }) => [
  'authentication',
  l10n.t('The {0} wants a password for the user {1}. Set it in {2} or as a secret.', place, user, variable),
];
const NO_ENTRY: Explain = ({ place, user, said }) => [
  'authentication',
  l10n.t('The {0} does not let the user {1} in from here: {2}. Ask who runs it.', place, user, said),
];
const BUSY: Explain = ({ place }) => [
  'busy',
  l10n.t('Others wrote to the {0} at the same time. Try again.', place),
];
const CERTIFICATE: Explain = ({ host, said }) => [
  'tls',
  l10n.t(
    'The certificate of {0} is not trusted: {1}. Name its authority in `rootCertificate`, or connect with `require` to encrypt without checking it.',
    host,
    said,
  ),
];
const DISK_FULL: Explain = ({ place }) => [
  'disk-full',
  l10n.t('The {0} has no space left. Free some and try again.', place),
];

/** By the code of the server (SQLSTATE) or of the system. */
const BY_CODE: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EADDRNOTAVAIL: UNREACHABLE,
  EHOSTDOWN: UNREACHABLE,
  ENOENT: UNREACHABLE,
  EACCES: UNREACHABLE,
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
  EAI_FAIL: NO_HOST,
  ETIMEDOUT: CONNECT_TIMEOUT,
  ECONNRESET: LOST,
  ECONNABORTED: LOST,
  EPIPE: LOST,
  '28P01': WRONG_PASSWORD,
  '28000': NO_ENTRY,
  '3D000': ({ database, host }) => [
    'no-database',
    l10n.t('There is no database {0} on {1}. Check its name.', database, host),
  ],
  '42P01': ({ place }) => [
    'no-tables',
    l10n.t('The {0} has no tables of prompts. Check its name, or run the migrations of the service.', place),
  ],
  '3F000': ({ place }) => [
    'no-tables',
    l10n.t('The {0} has no schema of this name. Check the name of the database.', place),
  ],
  '42703': ({ place }) => [
    'outdated-tables',
    l10n.t(
      'The tables of the {0} are too old: they lack a column. Run the migrations of the service, up to {1} at least.',
      place,
      TAGS_REVISION,
    ),
  ],
  '42501': ({ place, user, said }) => [
    'no-permission',
    l10n.t('The user {0} may not do this in the {1}: {2}. Ask who runs it for the right.', user, place, said),
  ],
  '25006': ({ place }) => [
    'read-only',
    l10n.t('The {0} is read-only. Connect to the primary server to write to it.', place),
  ],
  '53300': TOO_MANY,
  '53400': TOO_MANY,
  '53100': DISK_FULL,
  '53200': ({ place }) => ['unavailable', l10n.t('The {0} is out of memory. Try again later.', place)],
  '57014': TIMEOUT,
  '25P03': TIMEOUT,
  '25P04': TIMEOUT,
  '55P03': ({ place }) => [
    'locked',
    l10n.t('Something in the {0} is locked by another program. Try again when it is done.', place),
  ],
  '40P01': BUSY,
  '40001': BUSY,
  '57P01': LOST,
  '57P02': LOST,
  '57P03': UNAVAILABLE,
  '57P05': LOST,
  '08006': LOST,
  '08003': LOST,
  '08000': LOST,
  // What a pooler says when it gave up on the server behind it.
  '08P01': ({ place, said }) => [
    'unavailable',
    l10n.t('The {0} refused the connection: {1}. Try again later.', place, said),
  ],
  '23505': ({ place }) => [
    'conflict',
    l10n.t('The {0} has this version already. Compare it before you publish.', place),
  ],
  '23503': ({ place }) => [
    'conflict',
    l10n.t('A template was removed from the {0} in the meantime. Try again.', place),
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) => [
    'tls',
    l10n.t(
      'The certificate is for another host than {0}. Connect by the name in it, or with `verify-ca`.',
      host,
    ),
  ],
  EPROTO: ({ host, said }) => [
    'tls',
    l10n.t('TLS with {0} failed: {1}. Check the TLS settings of both sides.', host, said),
  ],
};

/** What nothing else is known of. */
const OTHER: Explain = ({ place, said }) => [
  'refused',
  said === ''
    ? l10n.t('The {0} refused this: for no reason it told.', place)
    : l10n.t('The {0} refused this: {1}.', place, said),
];

/** By what the driver says where nothing has a code. */
const BY_MESSAGE: readonly (readonly [RegExp, Explain])[] = [
  [/client password must be/, NO_PASSWORD],
  [/^(?:SASL|SCRAM)\b/, WRONG_PASSWORD],
  [
    /does not support SSL connections/,
    ({ host }) => [
      'tls',
      l10n.t('The server {0} offers no TLS. Turn it on there, or set `tls` to `disable`.', host),
    ],
  ],
  [/^Connection terminated due to connection timeout/, CONNECT_TIMEOUT],
  [/^timeout exceeded when trying to connect/, CONNECT_TIMEOUT],
  [/^Query read timeout/, TIMEOUT],
  [/^Connection terminated|connection error and is not queryable|Client was closed/, LOST],
];

/** Codes of certificates that are not trusted. */
const CERTIFICATE_CODE = /CERT|^UNABLE_TO_|SIGNATURE|^HOSTNAME_MISMATCH|^CRL_/;

/**
 * What a fault of the driver means for who connects, and what to do. The password is taken out of whatever a server or the
 * system said, should it ever be in it.
 */
export function explainFault(
  fault: unknown,
  connection: PostgresConnection,
  password: string | undefined,
): RegistryError {
  if (RegistryError.is(fault)) return fault;
  const { code, message } = readFault(fault);
  const said = excerpt(withoutSecret(message, password), MAX_SAID).replace(/\.$/, '');
  const explain =
    (code === undefined ? undefined : (BY_CODE[code] ?? ofKind(code))) ??
    BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ??
    OTHER;
  const [kind, text] = explain({
    place: connectionText(connection),
    host: excerpt(connection.host),
    user: excerpt(connection.user),
    database: excerpt(connection.database),
    variable: PASSWORD_VARIABLE,
    said,
  });
  return new RegistryError(kind, text);
}

const MAX_SAID = 200;

function ofKind(code: string): Explain | undefined {
  if (code.startsWith('28')) return NO_ENTRY;
  if (/^08[0-9A-Z]{3}$/.test(code)) return LOST;
  return CERTIFICATE_CODE.test(code) ? CERTIFICATE : undefined;
}

function readFault(fault: unknown): { readonly code: string | undefined; readonly message: string } {
  if (!(fault instanceof Error)) return { code: undefined, message: String(fault) };
  const { code } = fault as Error & { readonly code?: unknown };
  return { code: typeof code === 'string' ? code : undefined, message: fault.message };
}

/** A secret of some length is no word of a message; a shorter one cannot be told from its letters. */
function withoutSecret(text: string, secret: string | undefined): string {
  return secret === undefined || secret === '' ? text : text.replaceAll(secret, '…');
}

/** True for a fault of the connection and not of what was asked: the same may be asked again on another. */
export function isLostConnection(error: unknown): boolean {
  return RegistryError.is(error) && error.code === 'lost';
}
