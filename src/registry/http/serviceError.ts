import { excerpt } from '../../core/text/quote.js';

/**
 * What went wrong between us and the service.
 *
 * - `address`: what was set as its URL cannot be one.
 * - `unreachable`: nothing was sent, so nothing has happened there.
 * - `unknown`: the request was sent and no answer came back; it may have been carried out.
 * - `answer`: what answered is not the service, or not as it should.
 */
export type ServiceErrorKind = 'address' | 'unreachable' | 'unknown' | 'answer';

/** An exchange that failed; the message says what to do. It never holds the value of a header. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly kind: ServiceErrorKind,
    message: string,
  ) {
    super(message);
  }

  /** What Node throws, in words. `sent` when there was a connection, over which the request may have been read. */
  static of(
    error: unknown,
    {
      sent,
      timedOut,
      timeout,
    }: { readonly sent: boolean; readonly timedOut: boolean; readonly timeout: number },
  ): ServiceError {
    if (error instanceof ServiceError) return error;
    const kind = sent ? 'unknown' : 'unreachable';
    if (timedOut)
      return new ServiceError(
        kind,
        `The service gave no answer within ${timeout / 1000} s. Check that it runs, or allow it more time.`,
      );
    const { code, message } = error as NodeJS.ErrnoException;
    const [reason, advice] = explain(code ?? '', message);
    return new ServiceError(kind, `${reason}. ${advice}`);
  }
}

/** What went wrong, and what to do about it. */
type Explained = readonly [reason: string, advice: string];

const CHECK_URL = 'Check the URL, and that the service runs.';
const CERTIFICATE = 'Have its authority trusted on this machine, or check the URL.';

const EXPLAINED: Readonly<Record<string, Explained>> = {
  ECONNREFUSED: ['Nothing answers at this address', CHECK_URL],
  ENOTFOUND: ['There is no host of this name', 'Check the URL.'],
  EAI_AGAIN: ['The host could not be looked up', 'Check the network.'],
  EHOSTUNREACH: ['The host cannot be reached', 'Check the network.'],
  ENETUNREACH: ['The network cannot be reached', 'Check the network.'],
  ETIMEDOUT: ['The host does not answer', CHECK_URL],
  ECONNRESET: ['The connection was closed before the answer', 'Check whether the service still runs.'],
  EPIPE: ['The connection was closed before the answer', 'Check whether the service still runs.'],
  EPROTO: ['The host does not speak TLS here', 'Check whether the URL should begin with http://.'],
  CERT_HAS_EXPIRED: ["The host's certificate has expired", 'Have it renewed.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ["The host's certificate is for another name", 'Check the URL.'],
};

function explain(code: string, message: string): Explained {
  const known = EXPLAINED[code];
  if (known) return [`${known[0]} (${code})`, known[1]];
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE/.test(code))
    return [`The host's certificate is not trusted (${code})`, CERTIFICATE];
  // https to a port of plain http, and the other way round.
  if (/^(?:HPE_|ERR_SSL_)/.test(code))
    return [`The host does not answer in HTTP (${code})`, 'Check the URL.'];
  return [`The exchange failed: ${excerpt(message, 200).replace(/\.$/, '')}`, CHECK_URL];
}
