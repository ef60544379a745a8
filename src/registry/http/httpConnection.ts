import * as l10n from '@vscode/l10n';
import { excerpt, quote } from '../../core/text/quote.js';

/** How the service is reached over HTTP, without secrets. */
export interface HttpConnection {
  readonly kind: 'http';
  /** What people call it. */
  readonly name: string;
  /** All before `/api/v1`, without an end in `/`: `https://prompts.example.org`. */
  readonly url: string;
  /** How long one request may take in all, in milliseconds. */
  readonly timeout: number;
}

/** A connection, or what is in its way: a sentence that holds no secret. */
export type ReadHttpConnection =
  | { readonly connection: HttpConnection; readonly problem?: undefined }
  | { readonly connection?: undefined; readonly problem: string };

/** A header for a proxy before the service, which has no access control of its own. */
export interface ProxyHeader {
  readonly name: string;
  /** A secret. */
  readonly value: string;
}

/** The variable that holds such a header, as `Name: value`. */
export const HEADER_VARIABLE = 'PROMPT_BUNDLES_REGISTRY_HEADER';

const DEFAULT_TIMEOUT = 10_000;
/** The least and the most milliseconds that a request may be given. */
const TIMEOUTS = [100, 600_000] as const;

/** True for a URL that the service's API may be at. */
export function isHttpUrl(url: string): boolean {
  return /^https?:/i.test(url);
}

/** Reads the URL of the service; an end in `/api` or `/api/v1` is taken away. */
export function httpConnectionFromUrl(text: string): ReadHttpConnection {
  const url = isHttpUrl(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return { problem: l10n.t('This is not the URL of a service. Write `https://host`.') };
  if (url.username !== '' || url.password !== '')
    return {
      problem: l10n.t(
        'The URL holds a user or a password. Remove them, and set {0} instead.',
        HEADER_VARIABLE,
      ),
    };
  if (url.search !== '' || url.hash !== '')
    return { problem: l10n.t('The URL of a service has no `?` and no `#`. Remove what stands behind.') };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api(?:\/v1)?$/, '');
  const connection = {
    kind: 'http',
    name: url.host,
    url: url.origin + path,
    timeout: DEFAULT_TIMEOUT,
  } as const;
  return { connection };
}

/** Reads a connection as settings hold it: an object with a `url`, and perhaps a `name` and a `timeout`. */
export function httpConnectionFromSettings({
  kind: _kind,
  url,
  name,
  timeout,
  ...others
}: Readonly<Record<string, unknown>>): ReadHttpConnection {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    return { problem: l10n.t('A connection over HTTP has no key {0}.', quote(unknown)) };
  if (typeof url !== 'string') return { problem: l10n.t('Set the `url` of the service.') };
  const read = httpConnectionFromUrl(url);
  if (!read.connection) return read;
  if (name !== undefined && (typeof name !== 'string' || name.trim() === ''))
    return { problem: l10n.t('The `name` of a connection must be a text.') };
  const [least, most] = TIMEOUTS;
  if (
    timeout !== undefined &&
    (!Number.isInteger(timeout) || Number(timeout) < least || Number(timeout) > most)
  )
    return { problem: l10n.t('The `{0}` must be a whole number from {1} to {2}.', 'timeout', least, most) };
  return {
    connection: {
      ...read.connection,
      ...(name !== undefined && { name }),
      ...(timeout !== undefined && { timeout: Number(timeout) }),
    },
  };
}

/** Reads `Name: value`; `undefined` for what cannot be a header. */
export function readProxyHeader(text: string): ProxyHeader | undefined {
  const [, name, value] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*([\t\x20-\x7e]*?)\s*$/.exec(text) ?? [];
  return name !== undefined && value !== undefined && value !== '' ? { name, value } : undefined;
}

/** Where a connection leads, for messages. */
export function httpConnectionText({ url }: HttpConnection): string {
  return l10n.t('the service at {0}', excerpt(url));
}
