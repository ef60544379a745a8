import * as l10n from '@vscode/l10n';
import type { Hashing } from '../hashing.js';
import type { PromptBundle } from '../model/bundle.js';
import { formatReference, type Reference } from '../model/reference.js';
import type { Refusal, RefusalCode } from '../model/refusal.js';
import { SLOTS, type BySlot } from '../model/slots.js';
import { excerpt } from '../text/quote.js';
import { sentences } from '../text/sentences.js';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.js';
import type { PublishedIndex } from './publishedIndex.js';
import { readSnapshot, type SnapshotFile } from './readSnapshot.js';
import { createSnapshot, snapshotText, type Snapshot, type SnapshotPart } from './snapshot.js';
import { snapshotFileName } from './snapshotName.js';

/** What publishing would do. */
export type PublicationPlan =
  | { readonly kind: 'new'; readonly name: string; readonly text: string; readonly snapshot: Snapshot }
  | { readonly kind: 'same'; readonly file: string; readonly snapshot: Snapshot }
  | ({ readonly kind: 'refused' } & Refusal);

/** A bundle with its four templates, such as a render is made of. */
export interface Publishable {
  readonly bundle: PromptBundle;
  readonly parts: BySlot<Pick<SnapshotPart, 'reference' | 'template'>>;
}

/** Decides what publishing a version comes to, beside what is published (spec, section 6). Writes nothing. */
export function planPublication(
  { bundle, parts }: Publishable,
  published: PublishedIndex,
  hashing: Pick<Hashing, 'sha256'>,
): PublicationPlan {
  const snapshot = createSnapshot(bundle, parts, hashing);
  const reference = { id: bundle.bundle_id, semver: bundle.semver };
  const version = excerpt(formatReference(reference));
  const known = published.bundle(reference);
  if (known?.snapshot.content_hash === snapshot.content_hash)
    return { kind: 'same', file: known.file, snapshot };
  if (known)
    return refused(
      'published_otherwise',
      l10n.t('{0} is published with other content. Publish the next version instead.', version),
    );
  if (published.damaged(reference).length > 0)
    return refused(
      'damaged_version',
      l10n.t(
        '{0} is published already, and its snapshot is damaged. Restore it from version control.',
        version,
      ),
    );
  const [unknown] = published.damaged();
  if (unknown?.problem?.code)
    return refused(
      'damaged_version',
      l10n.t(
        'The folder of published versions cannot be read, so what is published is unknown. Fix that first.',
      ),
    );
  if (unknown) return refused('damaged_version', damageText(unknown));
  for (const slot of SLOTS) {
    const { reference: used, template_hash } = snapshot.parts[slot];
    const other =
      used && published.templates(used).find((template) => template.template_hash !== template_hash);
    if (other)
      return refused(
        'published_otherwise',
        l10n.t(
          '{0} is published with other content, in {1}. Give it its next version.',
          excerpt(formatReference(used)),
          other.file,
        ),
      );
  }
  const name = snapshotFileName(reference, hashing);
  const text = snapshotText(snapshot);
  const back = readSnapshot({ file: name, name, given: decodeUtf8(encodeUtf8(text)) }, hashing);
  if (back.problem)
    return refused(
      'not_writable',
      sentences(l10n.t('{0} cannot be written as a snapshot.', version), back.problem.message),
    );
  return { kind: 'new', name, text, snapshot };
}

/** A template version of a snapshot that another published bundle holds with other content. */
export function disputedTemplate(snapshot: Snapshot, published: PublishedIndex): Reference | undefined {
  return (
    SLOTS.map((slot) => snapshot.parts[slot].reference).find(
      (used) => used !== null && published.templates(used).length > 1,
    ) ?? undefined
  );
}

function damageText({ identity }: SnapshotFile): string {
  return identity
    ? l10n.t(
        '{0} is damaged, so the template versions in it are unknown. Restore its file from version control.',
        excerpt(formatReference(identity)),
      )
    : l10n.t(
        'A published version is damaged, so the template versions in it are unknown. Restore its file from version control.',
      );
}

function refused(code: RefusalCode, reason: string): PublicationPlan {
  return { kind: 'refused', code, reason };
}
