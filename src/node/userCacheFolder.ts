import path from 'node:path';

/** Variables of a process. */
type Variables = Readonly<Record<string, string | undefined>>;

/** Our folder among what a user's programs may keep, by the manner of the platform; `undefined` where none is known. */
export function userCacheFolder(env: Variables, platform: string = process.platform): string | undefined {
  const { win32, posix } = path;
  const paths = platform === 'win32' ? win32 : posix;
  const kept =
    platform === 'win32'
      ? env['LOCALAPPDATA']
      : platform === 'darwin'
        ? below(env['HOME'], 'Library', 'Caches')
        : // What is not absolute is to be ignored, by the specification of these folders.
          env['XDG_CACHE_HOME'] && paths.isAbsolute(env['XDG_CACHE_HOME'])
          ? env['XDG_CACHE_HOME']
          : below(env['HOME'], '.cache');
  return kept && paths.isAbsolute(kept) ? paths.join(kept, 'prompt-bundles') : undefined;

  function below(home: string | undefined, ...names: readonly string[]): string | undefined {
    return home && paths.join(home, ...names);
  }
}

/** True on a build server, where nothing is kept for the next run if nobody says so. */
export function isBuildServer({ CI = '' }: Variables): boolean {
  return !['', '0', 'false'].includes(CI.toLowerCase());
}
