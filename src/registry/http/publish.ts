import * as l10n from '@vscode/l10n';
import { templateHash } from '../../core/hashes.js';
import type { Hashing } from '../../core/hashing.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type BySlot } from '../../core/model/slots.js';
import type { PromptTemplate, Role } from '../../core/model/template.js';
import type { BundleToStore } from '../../core/requestBodies.js';
import { excerpt, listed } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type { HttpPublished, PublicationStop } from '../publication/outcome.js';
import type { RegistryPublication, TemplateToStore } from '../publication/planRegistryPublication.js';
import { RegistryError } from '../registryError.js';
import type { Refusal } from './answers.js';
import type { PublishJournal } from './journal.js';
import type { PromptService, ServiceResult, StoredBundle } from './promptService.js';

export interface HttpPublishing {
  readonly service: Pick<PromptService, 'createTemplate' | 'createBundle' | 'findBundle' | 'deleteTemplate'>;
  readonly journal: PublishJournal;
  readonly hashing: Pick<Hashing, 'sha256'>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * How long to wait for what the service has answered to be there, in milliseconds: it answers before it commits, and of
 * 300 bundles posted right after their templates 8 to 14 came too early.
 */
const DELAYS = [50, 100, 200, 400, 800, 1600];
/** How often a request is sent whose outcome is unknown. */
const ATTEMPTS = 3;

/**
 * Publishes over HTTP, one request after another, since the API has no transaction: the templates in the order of their
 * names, then the bundle. Each UUID is in the journal before the next step, so that publishing again goes on where it
 * broke. Never rejects for what is in the way: that is an outcome too.
 */
export async function publishOverHttp(
  { reference, given, templates, slots }: RegistryPublication,
  publishing: HttpPublishing,
): Promise<HttpPublished> {
  const newTemplates: Reference[] = [];
  try {
    const uuids = new Map<string, TemplateUuid>();
    for (const template of templates) {
      const uuid = await templateUuid(template, publishing);
      uuids.set(formatReference(template.reference), uuid);
      if (uuid.isNew) newTemplates.push(template.reference);
    }
    const found = bySlot((slot) => uuids.get(formatReference(slots[slot].reference)) ?? missing(slot));
    const { tags } = given.bundle;
    return { kind: await createBundle({ reference, tags }, found, publishing), newTemplates };
  } catch (error) {
    if (error instanceof Stop) return { ...error.outcome, newTemplates };
    if (error instanceof RegistryError) return { ...interrupted(error.message).outcome, newTemplates };
    throw error;
  }
}

interface TemplateUuid {
  readonly template: Reference;
  readonly uuid: string;
  /** Made just now, so that the service may not see it yet. */
  readonly isNew: boolean;
}

async function templateUuid(
  given: TemplateToStore,
  { service, journal, hashing, wait }: HttpPublishing,
): Promise<TemplateUuid> {
  const { reference } = given;
  const template = templateToSend(given);
  const template_hash = templateHash(hashing, template);
  const known = await journal.find(reference);
  if (known && known.template_hash !== template_hash)
    throw refused(
      l10n.t(
        '{0} was published to this service with other content. Give it its next version.',
        named(reference),
      ),
    );
  if (known) return { template: reference, uuid: known.uuid, isNew: false };
  for (let attempt = 1; ; attempt++) {
    const result = await outcomeOf(() => service.createTemplate(template));
    if (result.kind === 'done') {
      const uuid = result.value;
      await journal.keep({ reference, template_hash, uuid }).catch(async (error: unknown) => {
        // Nobody would ever know its UUID.
        await service.deleteTemplate(uuid).catch(() => undefined);
        throw error;
      });
      return { template: reference, uuid, isNew: true };
    }
    if (result.kind === 'refused') throw templateRefused(reference, result.refusal);
    if (attempt === ATTEMPTS) throw interrupted(result.reason);
    // A template cannot be looked up; to make it again makes no second one.
    await wait(DELAYS[attempt] ?? 0);
  }
}

function templateRefused(template: Reference, { status, message, mistakes }: Refusal): Stop {
  if (status === 409)
    return refused(
      l10n.t(
        'The service has {0} already, and its API does not say whether the content is the same. A database connection can tell: publish over one.',
        named(template),
      ),
    );
  return new Stop({ kind: 'refused', reason: refusalText(template, message), template, mistakes });
}

/** Makes the bundle, and says whether it was there already, of just these templates and tags. */
async function createBundle(
  bundle: BundleToStore,
  templates: BySlot<TemplateUuid>,
  { service, journal, wait }: HttpPublishing,
): Promise<'published' | 'unchanged'> {
  const { reference } = bundle;
  const uuids = bySlot((slot) => templates[slot].uuid);
  let failures = 0;
  let refusal: Refusal | undefined;
  for (const delay of [0, ...DELAYS]) {
    if (delay > 0) await wait(delay);
    const result = await outcomeOf(() => service.createBundle(bundle, uuids));
    if (result.kind === 'done') return 'published';
    refusal = result.kind === 'refused' ? result.refusal : undefined;
    if (refusal?.status === 404) continue;
    if (refusal && refusal.status !== 409)
      throw new Stop({
        kind: 'refused',
        reason: refusalText(reference, refusal.message),
        mistakes: refusal.mistakes,
      });
    // It is there, or it may be: what is there is looked at before anything is repeated.
    const stored = await lookUp(service, reference);
    if (stored) {
      assertSame(stored, reference, bundle.tags, templates);
      return failures > 0 || !refusal ? 'published' : 'unchanged';
    }
    if (result.kind === 'unknown' && ++failures === ATTEMPTS) throw interrupted(result.reason);
  }
  if (refusal?.status === 404) await forgetMissing(refusal, templates, journal);
  throw interrupted(l10n.t('The service does not show yet what it was given for {0}.', named(reference)));
}

/** A template that was made long ago and that the service does not find was deleted there: the next time it is made anew. */
async function forgetMissing(
  { message }: Refusal,
  templates: BySlot<TemplateUuid>,
  journal: PublishJournal,
): Promise<void> {
  const gone = SLOTS.map((slot) => templates[slot]).find(
    ({ uuid, isNew }) => !isNew && message.includes(uuid),
  );
  if (!gone) return;
  await journal.forget(gone.template);
  throw interrupted(
    l10n.t('The service has {0} no more, which was published to it before.', named(gone.template)),
  );
}

async function lookUp(
  service: Pick<PromptService, 'findBundle'>,
  reference: Reference,
): Promise<StoredBundle | undefined> {
  const found = await outcomeOf(() => service.findBundle(reference));
  if (found.kind === 'done') return found.value;
  throw interrupted(found.kind === 'unknown' ? found.reason : found.refusal.message);
}

function assertSame(
  stored: StoredBundle,
  reference: Reference,
  tags: readonly string[],
  templates: BySlot<TemplateUuid>,
): void {
  const others = SLOTS.filter((slot) => stored.templates[slot] !== templates[slot].uuid);
  const differing = [
    ...others.map((slot) => l10n.t('another {0} template', slot)),
    ...(stored.tags.join('\0') === tags.join('\0') ? [] : [l10n.t('other tags')]),
  ];
  if (differing.length > 0)
    throw refused(
      l10n.t(
        'The service has {0} already, with {1}. Publish the next version instead.',
        named(reference),
        listed(differing),
      ),
    );
}

type Outcome<Value> = ServiceResult<Value> | { readonly kind: 'unknown'; readonly reason: string };

/** What became of a request; a service that failed may have done what it was asked all the same. */
async function outcomeOf<Value>(request: () => Promise<ServiceResult<Value>>): Promise<Outcome<Value>> {
  try {
    const result = await request();
    return result.kind === 'refused' && result.refusal.status >= 500
      ? { kind: 'unknown', reason: result.refusal.message }
      : result;
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unknown-outcome')
      return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

/** Ends the publishing from within one of its steps. */
class Stop extends Error {
  constructor(readonly outcome: PublicationStop) {
    super(outcome.reason);
  }
}

/** What the service says of a version that it does not take. */
function refusalText(version: Reference, message: string): string {
  return sentences(l10n.t('The service refuses {0}.', named(version)), message);
}

function refused(reason: string): Stop {
  return new Stop({ kind: 'refused', reason, mistakes: [] });
}

function interrupted(reason: string): Stop {
  return new Stop({
    kind: 'interrupted',
    reason: sentences(reason, l10n.t('Publish again to go on from there.')),
  });
}

/** What is sent of a template, whose role is said even where its bundle leaves it out. */
function templateToSend({ reference, template, role }: TemplateToStore): PromptTemplate {
  const { content, constraints } = template;
  const { id: template_id, semver } = reference;
  return { template_id, semver, role: role as Role, content, constraints, adapter_version: null };
}

function named(reference: Reference): string {
  return excerpt(formatReference(reference));
}

function missing(slot: string): never {
  throw new TypeError(`The ${slot} template has no UUID.`);
}
