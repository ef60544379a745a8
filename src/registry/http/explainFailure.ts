import { excerpt } from '../../core/text/quote.js';
import { RegistryError, type RegistryErrorCode } from '../registryError.js';

/** How far an exchange came. */
export interface Progress {
  /** There was a connection: the request may have been read, and carried out. */
  readonly sent: boolean;
  readonly timedOut: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Why an exchange failed, from what Node threw, in words. Once something was sent the code is `unknown-outcome`; before
 * that, nothing has happened at the service. No value of a header is in it.
 */
export function explainFailure(error: unknown, { sent, timedOut, timeout }: Progress): RegistryError {
  if (error instanceof RegistryError) return error;
  const { code = '', message = '' } = timedOut ? { code: 'TIMEOUT' } : (error as NodeJS.ErrnoException);
  const [failure, reason, advice] = timedOut
    ? (['timeout', `The service gave no answer within ${timeout / 1000} s`, SLOW] as const)
    : explain(code, message);
  return new RegistryError(sent ? 'unknown-outcome' : failure, `${reason}. ${advice}`);
}

/** What went wrong, and what to do about it. */
type Explained = readonly [code: RegistryErrorCode, reason: string, advice: string];

const SLOW = 'Check that it runs, or allow it more time.';
const CHECK_URL = 'Check the URL, and that the service runs.';
const CLOSED: Explained = [
  'lost',
  'The connection was closed before the answer',
  'Check whether the service still runs.',
];

const EXPLAINED: Readonly<Record<string, Explained>> = {
  ECONNREFUSED: ['unreachable', 'Nothing answers at this address', CHECK_URL],
  ENOTFOUND: ['unknown-host', 'There is no host of this name', 'Check the URL.'],
  EAI_AGAIN: ['unknown-host', 'The host could not be looked up', 'Check the network.'],
  EHOSTUNREACH: ['unreachable', 'The host cannot be reached', 'Check the network.'],
  ENETUNREACH: ['unreachable', 'The network cannot be reached', 'Check the network.'],
  ETIMEDOUT: ['unreachable', 'The host does not answer', CHECK_URL],
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  EPROTO: ['tls', 'The host does not speak TLS here', 'Check whether the URL should begin with http://.'],
  CERT_HAS_EXPIRED: ['tls', "The host's certificate has expired", 'Have it renewed.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', "The host's certificate is for another name", 'Check the URL.'],
};

function explain(code: string, message: string): Explained {
  const known = EXPLAINED[code];
  if (known) return [known[0], `${known[1]} (${code})`, known[2]];
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE/.test(code))
    return [
      'tls',
      `The host's certificate is not trusted (${code})`,
      'Have its authority trusted on this machine, or check the URL.',
    ];
  // https to a port of plain http, and the other way round.
  if (/^(?:HPE_|ERR_SSL_)/.test(code))
    return ['not-the-service', `The host does not answer in HTTP (${code})`, 'Check the URL.'];
  return ['unreachable', `The exchange failed: ${excerpt(message, 200).replace(/\.$/, '')}`, CHECK_URL];
}
