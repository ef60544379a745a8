import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import * as l10n from '@vscode/l10n';
import { RegistryError } from '../registryError.js';
import { explainFailure } from './explainFailure.js';
import type { HttpConnection, ProxyHeader } from './httpConnection.js';

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

/** Sends a request and gives what was answered, whatever its status. Rejects with a `RegistryError`. */
export type Exchange = (request: ServiceRequest) => Promise<ServiceAnswer>;

/** The most bytes of an answer that are read: a prompt has four templates of a megabyte or so. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Exchanges over a connection of its own each: none can be closed by the other side while it is idle, so a request that
 * fails after it was sent is never one that nobody read.
 */
export function createExchange({ url: base, timeout }: HttpConnection, header?: ProxyHeader): Exchange {
  const secure = new URL(base).protocol === 'https:';
  return ({ method, path, body }) =>
    new Promise<ServiceAnswer>((resolve, reject) => {
      const signal = AbortSignal.timeout(timeout);
      let connected = false;
      const fail = (error: unknown): void => {
        reject(explainFailure(error, { timeout, timedOut: signal.aborted, sent: connected }));
      };
      const headers = {
        accept: 'application/json',
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
        ...(header && { [header.name]: header.value }),
      };
      try {
        const request = (secure ? requestHttps : requestHttp)(
          base + path,
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

async function readAnswer(answer: IncomingMessage): Promise<ServiceAnswer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) {
      answer.destroy();
      throw new RegistryError(
        'not-the-service',
        l10n.t('The answer is larger than any of the service. Check the URL.'),
      );
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
