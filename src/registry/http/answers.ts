import * as l10n from '@vscode/l10n';
import { excerpt } from '../../core/text/quote.js';
import type { ServiceMistake } from '../publication/outcome.js';
import { RegistryError } from '../registryError.js';
import type { ServiceAnswer } from './exchange.js';

/** What the service says where it does not do what it was asked. */
export interface Refusal {
  readonly status: number;
  /** In words. */
  readonly message: string;
  /** The service's own code, as `bundle_unsupported_model`. */
  readonly code?: string;
  readonly mistakes: readonly ServiceMistake[];
}

/**
 * Reads an answer that is no success. The service has four shapes of them: a sentence, a list of mistakes, a sentence with
 * a code, and plain text where it failed itself. Rejects what comes from another than the service with a `RegistryError`.
 */
export function readRefusal(answer: ServiceAnswer): Refusal {
  const { status } = answer;
  if (status >= 300 && status < 400) throw new RegistryError('not-the-service', redirected(answer));
  if ([401, 403, 407].includes(status) && !isDetail(readJson(answer)))
    throw new RegistryError(
      'authentication',
      l10n.t(
        'A proxy before the service refuses the request ({0}). Set the header that it asks for.',
        status,
      ),
    );
  if (status >= 500)
    return {
      status,
      message: l10n.t('The service failed ({0}). Its log says why.', status),
      mistakes: [],
    };
  const body = readJson(answer);
  // So the service's framework answers where it has no such path.
  if (!isDetail(body) || (status === 404 && body.detail === 'Not Found')) throw notTheService(answer);
  const { detail, code } = body;
  if (typeof detail === 'string')
    return { status, message: sentence(detail), mistakes: [], ...(typeof code === 'string' && { code }) };
  const mistakes = detail.flatMap(readMistake);
  return { status, message: mistakes.map(mistakeText).join(' '), mistakes };
}

/** The body of a success, whose fields are texts or lists. Throws a `RegistryError` where it is none of the service. */
export function readBody(answer: ServiceAnswer): Readonly<Record<string, unknown>> {
  const body = readJson(answer);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notTheService(answer);
  return body as Record<string, unknown>;
}

/** A field of a body that is a text. Throws a `RegistryError` where it is none. */
export function textOf(body: Readonly<Record<string, unknown>>, field: string): string {
  const value = body[field];
  if (typeof value !== 'string')
    throw new RegistryError(
      'not-the-service',
      l10n.t('The answer has no {0}. Check that the URL is of the service.', field),
    );
  return value;
}

function redirected({ location }: ServiceAnswer): string {
  return location === undefined
    ? l10n.t('The address leads on to another. Set the URL that it leads to, if you trust it.')
    : l10n.t(
        'The address leads on to {0}. Set the URL that it leads to, if you trust it.',
        excerpt(location),
      );
}

function notTheService({ status, contentType }: ServiceAnswer): RegistryError {
  return new RegistryError(
    'not-the-service',
    contentType === 'text/html'
      ? l10n.t('At this address a web page answers ({0}). Check the URL, and any proxy in between.', status)
      : l10n.t(
          'At this address no prompt API answers ({0}). Check the URL, and any proxy in between.',
          status,
        ),
  );
}

function readJson({ contentType, text }: ServiceAnswer): unknown {
  if (contentType !== 'application/json') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isDetail(
  body: unknown,
): body is { readonly detail: string | readonly unknown[]; readonly code?: unknown } {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return false;
  return typeof body.detail === 'string' || Array.isArray(body.detail);
}

/** One entry of Pydantic's list: `loc` begins with the part of the request that it is in. */
function readMistake(entry: unknown): ServiceMistake[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { loc, msg } = entry as { readonly loc?: unknown; readonly msg?: unknown };
  if (!Array.isArray(loc) || typeof msg !== 'string') return [];
  const path = loc.filter((key): key is string | number => ['string', 'number'].includes(typeof key));
  return [{ path: path.slice(1), message: msg.replace(/^Value error, /, '') }];
}

function mistakeText({ path, message }: ServiceMistake): string {
  return path.length > 0 ? sentence(`${excerpt(path.join('.'))}: ${message}`) : sentence(message);
}

function sentence(text: string): string {
  return excerpt(text, 400).replace(/\.?$/, '.');
}
