import { Uri } from 'vscode';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import type { ListedKind } from '../../registry/registry.js';
import { REGISTRY_SCHEME } from '../workspace/ownFiles.js';

// A version of a registry is a folder of read-only files: `/team/bundles/greeter@1.0.0/greeter-1.0.0.prompt-bundle.yaml`.

/** A version of a registry. */
export interface VersionFolder {
  /** The name of the registry. */
  readonly registry: string;
  readonly kind: ListedKind;
  readonly reference: Reference;
}

/** The address of a version's folder. */
export function versionFolder({ registry, kind, reference }: VersionFolder): Uri {
  const parts = [registry, `${kind}s`, formatReference(reference)].map(encodePart);
  return Uri.from({ scheme: REGISTRY_SCHEME, path: `/${parts.join('/')}` });
}

/** What an address stands for: a version's folder, or a file in it; `undefined` for any other. */
export function readRegistryUri({
  path,
}: Pick<Uri, 'path'>): (VersionFolder & { readonly name?: string }) | undefined {
  const [empty, registry, kinds, reference, name, ...rest] = path.split('/').map(decodePart);
  const kind = (['bundle', 'template'] as const).find((one) => `${one}s` === kinds);
  const read = reference === undefined ? undefined : readName(reference);
  if (empty !== '' || registry === undefined || !kind || !read || rest.length > 0) return undefined;
  return { registry, kind, reference: read, ...(name !== undefined && { name }) };
}

/** Rows hold names that files could not: the last `@` stands before the version. */
function readName(text: string): Reference | undefined {
  const at = text.lastIndexOf('@');
  return parseReference(text) ?? (at < 0 ? undefined : { id: text.slice(0, at), semver: text.slice(at + 1) });
}

/** A name as one part of a path: what would be read as more than a name is written otherwise. */
function encodePart(name: string): string {
  const dots = (text: string): string => '%2E'.repeat(text.length);
  return name.replaceAll(/[%/\\\p{Cc}]/gu, encodeURIComponent).replace(/^\.+$/, dots);
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
