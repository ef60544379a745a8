import { canonicalJson } from '../../core/canonicalJson.js';
import type { Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { bySlot, type BySlot } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';
import {
  bundleBody,
  PROMPTS_PATH,
  renderBody,
  templateBody,
  type BundleToStore,
} from '../../core/requestBodies.js';
import type { RegistryRender } from '../verification.js';
import { readBody, readRefusal, textOf, type Refusal } from './answers.js';
import type { Exchange, ServiceAnswer, ServiceRequest } from './exchange.js';

/** What came of a request: what was asked for, or why not. */
export type ServiceResult<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A bundle as the service has it. */
export interface StoredBundle {
  readonly uuid: string;
  readonly tags: readonly string[];
  /** UUIDs of its templates. */
  readonly templates: BySlot<string>;
}

/** A render as the service's audit has it. */
export interface RecordedRender extends RegistryRender {
  readonly id: string;
  readonly engine_version: string | null;
  readonly adapter_version: string | null;
}

/** The service's whole prompt API; it lists nothing and gives no template back. All reject with a `RegistryError`. */
export interface PromptService {
  /** Gives the UUID. */
  createTemplate(template: PromptTemplate): Promise<ServiceResult<string>>;
  /** Makes a bundle of templates that the service has, by their UUIDs; gives its own. */
  createBundle(bundle: BundleToStore, templates: BySlot<string>): Promise<ServiceResult<string>>;
  /** Succeeds with `undefined` where there is no such version. */
  findBundle(bundle: Reference): Promise<ServiceResult<StoredBundle | undefined>>;
  /** Writes an audit row that holds the prompt. */
  render(bundle: Reference, input: RenderInput): Promise<ServiceResult<RegistryRender>>;
  deleteTemplate(uuid: string): Promise<ServiceResult<undefined>>;
  /** What the newest audit record of a bundle version holds; older ones cannot be had, nor when it was made. */
  latestAuditRecord(bundleHash: string): Promise<ServiceResult<RecordedRender | undefined>>;
}

export function createPromptService(exchange: Exchange): PromptService {
  async function ask<Value>(
    request: ServiceRequest,
    success: number,
    read: (answer: ServiceAnswer) => Value,
  ): Promise<ServiceResult<Value>> {
    const answer = await exchange(request);
    return answer.status === success
      ? { kind: 'done', value: read(answer) }
      : { kind: 'refused', refusal: readRefusal(answer) };
  }

  return {
    createTemplate: (template) =>
      ask(
        { method: 'POST', path: `${PROMPTS_PATH}/templates`, body: canonicalJson(templateBody(template)) },
        201,
        readUuid,
      ),
    createBundle: (bundle, templates) =>
      ask(
        {
          method: 'POST',
          path: `${PROMPTS_PATH}/bundles`,
          body: canonicalJson(bundleBody(bundle, templates)),
        },
        201,
        readUuid,
      ),
    findBundle: async ({ id, semver }) => {
      const path = `${PROMPTS_PATH}/bundles/${encodeURIComponent(id)}?semver=${encodeURIComponent(semver)}`;
      return orMissing(await ask({ method: 'GET', path }, 200, readBundle), 'Bundle not found.');
    },
    render: (bundle, input) =>
      ask(
        { method: 'POST', path: `${PROMPTS_PATH}/render`, body: canonicalJson(renderBody(bundle, input)) },
        200,
        readRender,
      ),
    deleteTemplate: (uuid) =>
      ask(
        { method: 'DELETE', path: `${PROMPTS_PATH}/templates/${encodeURIComponent(uuid)}` },
        204,
        () => undefined,
      ),
    latestAuditRecord: async (bundleHash) =>
      orMissing(
        await ask(
          { method: 'GET', path: `/api/v1/audit/${encodeURIComponent(bundleHash)}` },
          200,
          readRecorded,
        ),
        'Audit record not found.',
      ),
  };
}

/** What the service says of what it does not have is an answer too. */
function orMissing<Value>(result: ServiceResult<Value>, message: string): ServiceResult<Value | undefined> {
  if (result.kind === 'done' || result.refusal.status !== 404 || result.refusal.message !== message)
    return result;
  return { kind: 'done', value: undefined };
}

function readUuid(answer: ServiceAnswer): string {
  return textOf(readBody(answer), 'id');
}

function readBundle(answer: ServiceAnswer): StoredBundle {
  const body = readBody(answer);
  const tags: unknown = body['tags'];
  return {
    uuid: textOf(body, 'id'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    templates: bySlot((slot) => textOf(body, `${slot}_template_id`)),
  };
}

function readRender(answer: ServiceAnswer): RegistryRender {
  const body = readBody(answer);
  return {
    rendered_prompt: textOf(body, 'rendered_prompt'),
    bundle_hash: textOf(body, 'bundle_hash'),
    personality_hash: textOf(body, 'personality_hash'),
  };
}

function readRecorded(answer: ServiceAnswer): RecordedRender {
  const body = readBody(answer);
  const version = (field: 'engine_version' | 'adapter_version'): string | null => {
    const value = body[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...readRender(answer),
    id: textOf(body, 'id'),
    engine_version: version('engine_version'),
    adapter_version: version('adapter_version'),
  };
}
