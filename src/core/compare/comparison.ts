import type { BySlot, Slot } from '../model/slots.js';
import type { RenderedVersion, VersionSource } from './renderVersions.js';

/** A row of the table: a version and its hashes; those that take a render are `null` where there is none. */
export interface ComparedVersion {
  readonly semver: string;
  /** Where it was read. */
  readonly source: VersionSource;
  /** Every place that holds it with this very content. */
  readonly sources: readonly VersionSource[];
  /** The git revision it was read from. */
  readonly revision?: string;
  /** What people call the registry it was read from, where there may be several. */
  readonly registry?: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string | null;
  readonly content_hash: string | null;
  readonly template_hashes: BySlot<string> | null;
  /** Why there is no prompt. */
  readonly problem?: string;
  /** What was rendered: the prompt, its sections and their provenance. */
  readonly rendered: RenderedVersion;
}

/** What differs between two rows. */
export interface VersionDifference {
  readonly from: string;
  readonly to: string;
  readonly fromVersion: ComparedVersion;
  readonly toVersion: ComparedVersion;
  /** The sections whose templates differ. */
  readonly slots: readonly Slot[];
  /** One sentence that says why the prompts differ, in the language of the texts. */
  readonly summary: string;
}

export interface Comparison {
  readonly bundle_id: string;
  /** In SemVer order; of one version those of git first, then the registry's, the published one, the workspace's last. */
  readonly versions: readonly ComparedVersion[];
  readonly differences: readonly VersionDifference[];
}
