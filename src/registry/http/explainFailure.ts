import * as l10n from '@vscode/l10n';
import { counted, excerpt } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
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
  const [failure, reason, advice] = timedOut ? slow(timeout) : explain(code, message);
  return new RegistryError(sent ? 'unknown-outcome' : failure, sentences(reason, advice));
}

/** What went wrong, and what to do about it: sentences. */
type Explained = readonly [code: RegistryErrorCode, reason: string, advice: string];
/** The same, by the code that Node has for it. */
type Explain = (code: string) => Explained;

const CLOSED: Explain = (code) => [
  'lost',
  l10n.t('The connection was closed before the answer ({0}).', code),
  l10n.t('Check whether the service still runs.'),
];

const EXPLAINED: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: (code) => [
    'unreachable',
    l10n.t('Nothing answers at this address ({0}).', code),
    checkService(),
  ],
  ENOTFOUND: (code) => ['unknown-host', l10n.t('There is no host of this name ({0}).', code), checkUrl()],
  EAI_AGAIN: (code) => [
    'unknown-host',
    l10n.t('The host could not be looked up ({0}).', code),
    checkNetwork(),
  ],
  EHOSTUNREACH: (code) => ['unreachable', l10n.t('The host cannot be reached ({0}).', code), checkNetwork()],
  ENETUNREACH: (code) => [
    'unreachable',
    l10n.t('The network cannot be reached ({0}).', code),
    checkNetwork(),
  ],
  ETIMEDOUT: (code) => ['unreachable', l10n.t('The host does not answer ({0}).', code), checkService()],
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  EPROTO: (code) => [
    'tls',
    l10n.t('The host does not speak TLS here ({0}).', code),
    l10n.t('Check whether the URL should begin with http://.'),
  ],
  CERT_HAS_EXPIRED: (code) => [
    'tls',
    l10n.t("The host's certificate has expired ({0}).", code),
    l10n.t('Have it renewed.'),
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: (code) => [
    'tls',
    l10n.t("The host's certificate is for another name ({0}).", code),
    checkUrl(),
  ],
};

function slow(timeout: number): Explained {
  return [
    'timeout',
    l10n.t('The service gave no answer within {0} s.', counted(timeout / 1000)),
    l10n.t('Check that it runs, or allow it more time.'),
  ];
}

function explain(code: string, message: string): Explained {
  const known = EXPLAINED[code];
  if (known) return known(code);
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE/.test(code))
    return [
      'tls',
      l10n.t("The host's certificate is not trusted ({0}).", code),
      l10n.t('Have its authority trusted on this machine, or check the URL.'),
    ];
  // https to a port of plain http, and the other way round.
  if (/^(?:HPE_|ERR_SSL_)/.test(code))
    return ['not-the-service', l10n.t('The host does not answer in HTTP ({0}).', code), checkUrl()];
  return [
    'unreachable',
    l10n.t('The exchange failed: {0}.', excerpt(message, 200).replace(/\.$/, '')),
    checkService(),
  ];
}

function checkUrl(): string {
  return l10n.t('Check the URL.');
}

function checkService(): string {
  return l10n.t('Check the URL, and that the service runs.');
}

function checkNetwork(): string {
  return l10n.t('Check the network.');
}
