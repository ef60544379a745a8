import type { Finding, TextRange } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import type { SourceText } from '../../core/text/sourceText.js';

/** The file of a root that holds the labels of its published versions, step by step from the root. */
export const LABELS_FILE = ['.prompt-bundles', 'labels.json'] as const;

/** The longest file of labels that is read, in bytes. */
export const MAX_LABELS_BYTES = 5_000_000;

/** What most teams call the two versions that are in use. */
export const USUAL_LABELS: readonly string[] = ['production', 'staging'];

const ENDING = `/${LABELS_FILE.join('/')}`;

/** True for the labels of some folder, by the key of the file. */
export function isLabelsFile(file: string): boolean {
  return `/${file}`.endsWith(ENDING);
}

/** A label as it is written: the name of a version of a bundle that can be moved to another one. */
export interface LabelEntry {
  readonly bundle: string;
  readonly label: string;
  readonly version: string;
  /** Where the id, the label and the version stand, their quotes included. */
  readonly bundleRange: TextRange;
  readonly labelRange: TextRange;
  readonly versionRange: TextRange;
}

/** A bundle of the file, with a label or without. */
export interface LabelledBundle {
  readonly bundle: string;
  readonly range: TextRange;
}

/** The labels of a root, read: what is right in them holds, and what is wrong has findings. */
export interface LabelFile {
  /** The key of the file. */
  readonly file: string;
  readonly source: SourceText;
  readonly bundles: readonly LabelledBundle[];
  /** What is written, in the order of the file; of a file that is no JSON, what it said last. */
  readonly entries: readonly LabelEntry[];
  /** What is wrong with the file by itself. */
  readonly findings: readonly Finding[];
  /** What is wrong with its entries beside other files; it is asked for with each look at the file. */
  readonly check: (known: KnownVersions) => readonly Finding[];
  /** The label of an entry that could be read, by the bundle and the label. */
  readonly byName: ReadonlyMap<string, ReadonlyMap<string, LabelEntry>>;
}

/** What there is that labels can name. */
export interface KnownVersions {
  /** Whether a file or a published version has the id. */
  readonly isKnown: (bundle: string) => boolean;
  readonly ids: () => readonly string[];
  /** The published versions of a bundle, in SemVer order. */
  readonly published: (bundle: string) => readonly string[];
  readonly isDamaged: (version: Reference) => boolean;
  /** Whether a file has the version. */
  readonly isInFiles: (version: Reference) => boolean;
}

/** A bundle's labels, and the labels of a version. */
export class Labels {
  #file: LabelFile | undefined;

  /** What is read of the file; `undefined` where there is none. */
  get file(): LabelFile | undefined {
    return this.#file;
  }

  /** Takes in the file, its new state, or that it went. Gives the bundles whose labels are others by it. */
  set(file: LabelFile | undefined): ReadonlySet<string> {
    const before = this.#file;
    this.#file = file;
    const ids = new Set([...(before?.byName.keys() ?? []), ...(file?.byName.keys() ?? [])]);
    const textOf = (from: LabelFile | undefined, id: string): string =>
      JSON.stringify(
        [...(from?.byName.get(id)?.values() ?? [])].map(({ label, version }) => [label, version]),
      );
    return new Set([...ids].filter((id) => textOf(before, id) !== textOf(file, id)));
  }

  /** The version that a label of a bundle names. */
  versionOf(bundle: string, label: string): string | undefined {
    return this.#file?.byName.get(bundle)?.get(label)?.version;
  }

  /** The labels of a version, in order of name. */
  of({ id, semver }: Reference): readonly string[] {
    return this.named(id)
      .filter(({ version }) => version === semver)
      .map(({ label }) => label);
  }

  /** The labels of a bundle, in order of name. */
  named(bundle: string): readonly LabelEntry[] {
    const entries = [...(this.#file?.byName.get(bundle)?.values() ?? [])];
    return entries.sort((a, b) => compareCodePoints(a.label, b.label));
  }

  /** The ids of the bundles that have labels, in order. */
  bundles(): readonly string[] {
    return [...(this.#file?.byName.keys() ?? [])].sort();
  }
}
