import module from 'node:module';
import path from 'node:path';
import { isBuildServer, userCacheFolder } from '../node/userCacheFolder.js';
import type { CommandLineHost } from './commandLineHost.js';

/** What Node has since 22.1. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * Has Node keep the code that it compiles, where it can, for the next command. `NODE_COMPILE_CACHE` and
 * `NODE_DISABLE_COMPILE_CACHE` decide before this. Node itself looks whether what is kept is of this version and these files.
 */
export function keepCompiled(
  env: CommandLineHost['env'],
  node: CompileCache = module as typeof module & CompileCache,
): void {
  const folder = isBuildServer(env) || env['NODE_COMPILE_CACHE'] ? undefined : userCacheFolder(env);
  // A folder that cannot be written is told by the answer, and stops nothing.
  if (folder !== undefined) node.enableCompileCache?.(path.join(folder, 'compiled'));
}
