import type { TextRange } from '../../core/model/findings.js';

/** What can be done with the file that a lens stands over. */
export type LensCommand =
  | 'publish'
  | 'setLabel'
  | 'createNextVersion'
  | 'preview'
  | 'copy'
  | 'copyContentHash'
  | 'compareVersions'
  | 'compareWithPublished';

/** What a click on a lens does. */
export type LensAction =
  | { readonly kind: 'run'; readonly command: LensCommand }
  | { readonly kind: 'open'; readonly file: string; readonly range?: TextRange }
  /** Asks for one of several bundles, and opens it. */
  | { readonly kind: 'choose'; readonly title: string; readonly bundles: readonly string[] };

/** What is said over a place of a file. */
export interface Lens {
  readonly range: TextRange;
  readonly title: string;
  /** None for what is only said. */
  readonly action?: LensAction;
}

/** What the lenses depend on beside the files. */
export interface LensOptions {
  /** False for what nobody can write to. */
  readonly canEdit: boolean;
  /** False for what has no place to be published to. */
  readonly canPublish: boolean;
}

/** A lens that runs a command on the file. */
export function commandLens(range: TextRange, title: string, command: LensCommand): Lens {
  return { range, title, action: { kind: 'run', command } };
}

/** A lens that leads to bundles: to the one there is, or to one of a list. */
export function bundlesLens(
  range: TextRange,
  bundles: readonly string[],
  texts: { readonly none: string; readonly one: string; readonly many: string },
): Lens {
  const [file, ...others] = bundles;
  if (file === undefined) return { range, title: texts.none };
  if (others.length === 0) return { range, title: texts.one, action: { kind: 'open', file } };
  return { range, title: texts.many, action: { kind: 'choose', title: texts.many, bundles } };
}
