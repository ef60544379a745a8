import { formatReference, type Reference } from '../model/reference.js';
import { compareSemver } from '../model/semver.js';
import { SLOTS } from '../model/slots.js';
import type { PromptTemplate } from '../model/template.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import type { SnapshotFile } from './readSnapshot.js';
import type { Snapshot } from './snapshot.js';

/** A published bundle version and the file that holds it. */
export interface PublishedBundle {
  readonly file: string;
  readonly snapshot: Snapshot;
}

/** A template version as published, and the first file that holds it so. */
export interface PublishedTemplate {
  readonly file: string;
  readonly template: PromptTemplate;
  readonly template_hash: string;
}

interface Lookup {
  readonly bundles: ReadonlyMap<string, PublishedBundle>;
  readonly templates: ReadonlyMap<string, readonly PublishedTemplate[]>;
}

/** The published versions of one folder. Damaged ones are known, and never used. */
export class PublishedIndex {
  readonly #files = new Map<string, SnapshotFile>();
  #lookup: Lookup | undefined;

  /** Takes a file in, or its new state. */
  set(snapshot: SnapshotFile): void {
    this.#files.set(snapshot.file, snapshot);
    this.#lookup = undefined;
  }

  delete(file: string): void {
    this.#files.delete(file);
    this.#lookup = undefined;
  }

  get(file: string): SnapshotFile | undefined {
    return this.#files.get(file);
  }

  /** All files, damaged ones too, in order of name. */
  files(): readonly SnapshotFile[] {
    return [...this.#files.values()].sort((a, b) => compareCodePoints(a.file, b.file));
  }

  /** The damaged files, in order of name: all, or those that say they are this version. */
  damaged(reference?: Reference): readonly SnapshotFile[] {
    const version = reference && formatReference(reference);
    return this.files().filter(
      ({ identity, snapshot }) =>
        !snapshot && (version === undefined || (identity && formatReference(identity) === version)),
    );
  }

  bundle(reference: Reference): PublishedBundle | undefined {
    return this.#maps().bundles.get(formatReference(reference));
  }

  /** A template version: one, or several when snapshots disagree on it. */
  templates(reference: Reference): readonly PublishedTemplate[] {
    return this.#maps().templates.get(formatReference(reference)) ?? [];
  }

  /** The published versions of a bundle, in SemVer order. */
  versions(bundleId: string): readonly string[] {
    return [...this.#maps().bundles.values()]
      .map(({ snapshot }) => snapshot.bundle)
      .filter(({ bundle_id }) => bundle_id === bundleId)
      .map(({ semver }) => semver)
      .sort(compareSemver);
  }

  /** The versions of a template that some published bundle holds, in SemVer order. */
  templateVersions(templateId: string): readonly string[] {
    return [...this.#maps().templates.values()]
      .flatMap(([published]) => (published ? [published.template] : []))
      .filter(({ template_id }) => template_id === templateId)
      .map(({ semver }) => semver)
      .sort(compareSemver);
  }

  /** All published bundle versions, in order of file. */
  bundles(): readonly PublishedBundle[] {
    return [...this.#maps().bundles.values()];
  }

  #maps(): Lookup {
    return (this.#lookup ??= lookUp(this.files()));
  }
}

function lookUp(files: readonly SnapshotFile[]): Lookup {
  const bundles = new Map<string, PublishedBundle>();
  const templates = new Map<string, PublishedTemplate[]>();
  for (const { file, snapshot } of files) {
    if (!snapshot) continue;
    const { bundle_id: id, semver } = snapshot.bundle;
    bundles.set(formatReference({ id, semver }), { file, snapshot });
    for (const slot of SLOTS) {
      const { reference, template, template_hash } = snapshot.parts[slot];
      if (!reference) continue;
      const name = formatReference(reference);
      const known = templates.get(name) ?? [];
      if (known.some((other) => other.template_hash === template_hash)) continue;
      const role = template.role ?? 'system';
      const published = { ...template, role, template_id: reference.id, semver: reference.semver };
      templates.set(name, [...known, { file, template: published, template_hash }]);
    }
  }
  return { bundles, templates };
}
