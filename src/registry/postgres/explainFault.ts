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
  `There is no answer from the ${place}. Check the host and the port, and whether the server runs.`,
];
const NO_HOST: Explain = ({ host }) => [
  'unknown-host',
  `The host ${host} is unknown. Check its name and your network.`,
];
const LOST: Explain = ({ place }) => ['lost', `The connection to the ${place} was lost. Try again.`];
const UNAVAILABLE: Explain = ({ place }) => [
  'unavailable',
  `The ${place} is starting or shutting down. Try again in a moment.`,
];
const TOO_MANY: Explain = ({ place }) => [
  'too-many-connections',
  `The ${place} accepts no more connections. Close some, or set a smaller \`poolSize\`.`,
];
const TIMEOUT: Explain = ({ place }) => [
  'timeout',
  `The ${place} took too long to answer. Try again, or set a longer \`statementTimeout\`.`,
];
const CONNECT_TIMEOUT: Explain = ({ place }) => [
  'timeout',
  `No connection to the ${place} could be made in time. Try again, or set a longer \`connectTimeout\`.`,
];
const WRONG_PASSWORD: Explain = ({ place, user, variable }) => [
  'authentication',
  `The ${place} refuses the user ${user} with this password. Check both, and set the password in ${variable} or as a secret.`,
];
const NO_PASSWORD: Explain = ({ place, user, variable }) => [
  'authentication',
  `The ${place} wants a password for the user ${user}. Set it in ${variable} or as a secret.`,
];
const NO_ENTRY: Explain = ({ place, user, said }) => [
  'authentication',
  `The ${place} does not let the user ${user} in from here: ${said}. Ask who runs it.`,
];
const BUSY: Explain = ({ place }) => ['busy', `Others wrote to the ${place} at the same time. Try again.`];
const CERTIFICATE: Explain = ({ host, said }) => [
  'tls',
  `The certificate of ${host} is not trusted: ${said}. Name its authority in \`rootCertificate\`, or connect with \`require\` to encrypt without checking it.`,
];
const DISK_FULL: Explain = ({ place }) => [
  'disk-full',
  `The ${place} has no space left. Free some and try again.`,
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
    `There is no database ${database} on ${host}. Check its name.`,
  ],
  '42P01': ({ place }) => [
    'no-tables',
    `The ${place} has no tables of prompts. Check its name, or run the migrations of the service.`,
  ],
  '3F000': ({ place }) => [
    'no-tables',
    `The ${place} has no schema of this name. Check the name of the database.`,
  ],
  '42703': ({ place }) => [
    'outdated-tables',
    `The tables of the ${place} are too old: they lack a column. Run the migrations of the service, up to ${TAGS_REVISION} at least.`,
  ],
  '42501': ({ place, user, said }) => [
    'no-permission',
    `The user ${user} may not do this in the ${place}: ${said}. Ask who runs it for the right.`,
  ],
  '25006': ({ place }) => [
    'read-only',
    `The ${place} is read-only. Connect to the primary server to write to it.`,
  ],
  '53300': TOO_MANY,
  '53400': TOO_MANY,
  '53100': DISK_FULL,
  '53200': ({ place }) => ['unavailable', `The ${place} is out of memory. Try again later.`],
  '57014': TIMEOUT,
  '25P03': TIMEOUT,
  '25P04': TIMEOUT,
  '55P03': ({ place }) => [
    'locked',
    `Something in the ${place} is locked by another program. Try again when it is done.`,
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
    `The ${place} refused the connection: ${said}. Try again later.`,
  ],
  '23505': ({ place }) => [
    'conflict',
    `The ${place} has this version already. Compare it before you publish.`,
  ],
  '23503': ({ place }) => [
    'conflict',
    `A template was removed from the ${place} in the meantime. Try again.`,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) => [
    'tls',
    `The certificate is for another host than ${host}. Connect by the name in it, or with \`verify-ca\`.`,
  ],
  EPROTO: ({ host, said }) => [
    'tls',
    `TLS with ${host} failed: ${said}. Check the TLS settings of both sides.`,
  ],
};

/** By what the driver says where nothing has a code. */
const BY_MESSAGE: readonly (readonly [RegExp, Explain])[] = [
  [/client password must be/, NO_PASSWORD],
  [/^(?:SASL|SCRAM)\b/, WRONG_PASSWORD],
  [
    /does not support SSL connections/,
    ({ host }) => [
      'tls',
      `The server ${host} offers no TLS. Turn it on there, or set \`tls\` to \`disable\`.`,
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
    (({ place }: Names) => ['refused', `The ${place} refused this: ${said || 'for no reason it told'}.`]);
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
