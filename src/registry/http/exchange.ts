import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ServiceError } from './serviceError.js';

/** Where the service answers, and how it is asked. */
export interface ServiceAddress {
  /** All before `/api/v1`: `https://prompts.example.org`. */
  readonly url: string;
  /** A header for a proxy before the service, which has no access control of its own. Its value is a secret. */
  readonly header?: { readonly name: string; readonly value: string };
  /** How long one request may take in all, in milliseconds. */
  readonly timeout: number;
}

/** A request of the service's API. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From `/api` on, encoded. */
  readonly path: string;
  /** JSON text, sent as it is: numbers keep their form. */
  readonly body?: string;
}

export interface ServiceAnswer {
  readonly status: number;
  /** Without parameters, in lower case; empty when there is none. */
  readonly contentType: string;
  readonly text: string;
  /** Where a redirection leads. */
  readonly location?: string;
}

/** Sends a request and gives what was answered, whatever its status. Rejects with a `ServiceError`. */
export type Exchange = (request: ServiceRequest) => Promise<ServiceAnswer>;

/** The most bytes of an answer that are read: a prompt has four templates of a megabyte or so. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Exchanges over a connection of its own each: none can be closed by the other side while it is idle, so a request that
 * fails after it was sent is never one that nobody read.
 */
export function createExchange(address: ServiceAddress): Exchange {
  const base = baseUrl(address.url);
  const secure = base.protocol === 'https:';
  return ({ method, path, body }) =>
    new Promise<ServiceAnswer>((resolve, reject) => {
      const signal = AbortSignal.timeout(address.timeout);
      let connected = false;
      const fail = (error: unknown): void => {
        reject(
          ServiceError.of(error, { timeout: address.timeout, timedOut: signal.aborted, sent: connected }),
        );
      };
      const headers = {
        accept: 'application/json',
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
        ...(address.header && { [address.header.name]: address.header.value }),
      };
      const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
      try {
        const request = (secure ? requestHttps : requestHttp)(
          url,
          { method, headers, agent: false, signal },
          (answer) => {
            readAnswer(answer).then(resolve, fail);
          },
        );
        request.on('socket', (socket) => {
          socket.once(secure ? 'secureConnect' : 'connect', () => {
            connected = true;
          });
        });
        request.on('error', fail);
        request.end(body);
      } catch (error) {
        fail(error);
      }
    });
}

/** The address without what people copy along with it. Throws a `ServiceError` when it is none, or holds a password. */
function baseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new ServiceError('address', 'The URL of the service must begin with http:// or https://.');
  if (url.username !== '' || url.password !== '')
    throw new ServiceError(
      'address',
      'The URL of the service holds a user or a password. Take them out, and set a header as a secret instead.',
    );
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/api(?:\/v1)?$/, '');
  url.search = '';
  url.hash = '';
  return url;
}

async function readAnswer(answer: IncomingMessage): Promise<ServiceAnswer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) {
      answer.destroy();
      throw new ServiceError('answer', 'The answer is larger than any of the service. Check the URL.');
    }
    pieces.push(piece);
  }
  const { statusCode = 0, headers } = answer;
  const [contentType = ''] = (headers['content-type'] ?? '').split(';');
  return {
    status: statusCode,
    contentType: contentType.trim().toLowerCase(),
    text: Buffer.concat(pieces).toString('utf8'),
    ...(headers.location !== undefined && { location: headers.location }),
  };
}
