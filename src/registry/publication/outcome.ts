import type { Reference } from '../../core/model/reference.js';
import type { StoredDifference } from '../comparison/compareStored.js';

/** What became of a version that was to be published to a database. */
export type RegistryPublished =
  | {
      readonly kind: 'published';
      /** The templates that were not there yet. */
      readonly newTemplates: readonly Reference[];
    }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly differences: readonly StoredDifference[];
    };

/** A mistake that the service found in what was sent. */
export interface ServiceMistake {
  /** The keys that lead to it from the top of the body: `['tags', 1]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Why a version was not published over HTTP, or not to its end. */
export type PublicationStop =
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** The template that the service found mistakes in; absent where they are the bundle's, or there are none. */
      readonly template?: Reference;
      readonly mistakes: readonly ServiceMistake[];
    }
  /** Not all is done, or nobody can tell. Publishing again goes on from there. */
  | { readonly kind: 'interrupted'; readonly reason: string };

/** What became of a version that was to be published over HTTP, and the templates that were not there yet. */
export type HttpPublished = { readonly newTemplates: readonly Reference[] } & (
  { readonly kind: 'published' | 'unchanged' } | PublicationStop
);

/** What became of a version that was to be published, over either way. */
export type RegistryOutcome = RegistryPublished | HttpPublished;
