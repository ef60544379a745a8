import type { Reference } from '../../core/model/reference.js';
import type { Slot } from '../../core/model/slots.js';
import type { DefiningKind } from '../scopes/scopeIndex.js';

/** The three groups that the files of a folder are shown in. */
export type ExplorerGroup = 'bundles' | 'templates' | 'inputs';

/** What a row of the view of all bundles stands for. Files, and folders of scopes, go by their keys. */
export type ExplorerNode = { readonly folder: string } & (
  | { readonly kind: 'folder' }
  | { readonly kind: 'group'; readonly group: ExplorerGroup }
  /** All versions of a bundle or a template. */
  | { readonly kind: 'versions'; readonly of: DefiningKind; readonly id: string }
  /** One of them, in a file or, where no file has it any more, in the snapshot that it was published in. */
  | {
      readonly kind: 'version';
      readonly of: DefiningKind;
      readonly reference: Reference;
      readonly file: string;
    }
  /** What fills a slot of a bundle. */
  | { readonly kind: 'section'; readonly bundle: string; readonly slot: Slot }
  /** A bundle that refers to a template. */
  | { readonly kind: 'user'; readonly template: Reference; readonly bundle: string }
  | { readonly kind: 'input'; readonly file: string }
  /** A file that does not say which version it defines. */
  | { readonly kind: 'nameless'; readonly of: DefiningKind; readonly file: string }
);

/** A node of one kind. */
export type NodeOf<Kind extends ExplorerNode['kind']> = Extract<ExplorerNode, { readonly kind: Kind }>;

/** A text that is the same for the same node, and for no other. */
export function nodeKey(node: ExplorerNode): string {
  return JSON.stringify(node);
}
