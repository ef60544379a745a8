import { realpathSync } from 'node:fs';
import path from 'node:path';
import { checksum, decodeResult, type CacheSubject, type CheckedRoot } from '../../language/index.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import { isBuildServer, userCacheFolder } from '../../node/userCacheFolder.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import { PRODUCT } from '../product.js';
import { UsageError } from '../usage.js';
import { openCache, type OpenCache } from '../../node/cacheFile.js';
import { listingText, type LintedFolder } from './seenFolder.js';

/** What of a cache is where. */
export const SECTION = { listing: 0, result: 1, state: 2 } as const;

/** The values of the options that say whether what is found is kept, and where. */
interface CacheValues {
  readonly cache?: boolean | undefined;
  readonly 'no-cache'?: boolean | undefined;
  readonly 'cache-location'?: string | undefined;
}

/** Where what is found is kept, and whether somebody asked for that, who is to be told if it fails. */
export interface CachePlace {
  readonly folder: string;
  readonly isAskedFor: boolean;
}

/** The folder of the caches: the user's own, and none on a build server, if nothing else is said. */
export function cachePlace(values: CacheValues, host: CommandLineHost): CachePlace | undefined {
  const { cache, 'no-cache': none, 'cache-location': location } = values;
  if (location === '') throw new UsageError('--cache-location takes a folder.');
  if (none && (cache || location !== undefined))
    throw new UsageError('--no-cache stands against --cache and --cache-location.');
  if (none) return undefined;
  const isAskedFor = cache === true || location !== undefined;
  if (!isAskedFor && isBuildServer(host.env)) return undefined;
  const usual = userCacheFolder(host.env);
  const folder =
    location === undefined ? usual && path.join(usual, 'lint') : path.resolve(host.cwd, location);
  if (folder === undefined && isAskedFor)
    throw new UsageError('There is no folder for caches of this user. Name one by --cache-location.');
  return folder === undefined ? undefined : { folder, isAskedFor };
}

/** The cache of a folder for one run. */
export class LintCache {
  readonly file: string;
  readonly subject: CacheSubject;
  /** When the files were looked at, in milliseconds. */
  readonly now: number;

  constructor(
    readonly place: CachePlace,
    readonly folder: LintedFolder,
    readonly host: CommandLineHost,
    now: number,
  ) {
    const { root, options } = folder;
    const { exclude, maxFileBytes, useGitignore } = options;
    const user = process.geteuid?.() ?? '';
    // No argument holds what stands between them.
    const key = [realpathSync(root), maxFileBytes, useGitignore, user, ...(exclude ?? [])].join('\0');
    this.subject = { product: PRODUCT, key };
    this.file = path.join(place.folder, `${checksum(encodeUtf8(key))}.cache`);
    this.now = now;
  }

  /** Opens what an earlier run left. A damaged one is told, and no use. */
  open(): OpenCache | undefined {
    const kept = openCache(this.file, this.subject, this.now);
    if (kept !== 'damaged') return kept;
    this.tellDamage();
    return undefined;
  }

  /** What was found where nothing has changed since. */
  unchanged(kept: OpenCache): readonly CheckedRoot[] | undefined {
    const listing = kept.section(SECTION.listing);
    const now = encodeUtf8(listingText(this.folder.seen, () => true));
    // One that is damaged is told by whoever looks what changed.
    if (!listing || Buffer.compare(listing, now) !== 0) return undefined;
    const bytes = kept.section(SECTION.result);
    return bytes && decodeResult(bytes);
  }

  tellDamage(): void {
    printError(this.host, `The cache ${this.file} is damaged, and made anew.`);
  }
}
