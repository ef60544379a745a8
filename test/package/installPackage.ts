import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeNpmPackage } from '../harness/npmPackage.mjs';

const run = promisify(execFile);

/** The package, packed from what was built and installed into an empty folder. No registry can be reached. */
export interface InstalledPackage {
  /** The folder that it is installed into. */
  readonly home: string;
  readonly tarball: string;
  /** The paths of the files in it. */
  readonly packed: readonly string[];
  /** Runs a program in that folder, or in another; gives its standard output. */
  readonly execute: (
    program: string,
    args: readonly string[],
    more?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ) => Promise<string>;
  readonly dispose: () => void;
}

/** Packs and installs it. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-package-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const execute: InstalledPackage['execute'] = async (program, args, { cwd = home, env = {} } = {}) =>
    (await run(program, [...args], { cwd, env: { ...environment(folder), ...env } })).stdout;
  const written = path.join(folder, 'written');
  await writeNpmPackage(written);
  const out = await execute('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: written,
  });
  const [{ filename, files }] = JSON.parse(out) as [{ filename: string; files: { path: string }[] }];
  const tarball = path.join(folder, filename);
  await execute('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', tarball]);
  return {
    home,
    tarball,
    packed: files.map((file) => file.path),
    execute,
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a program gets of this process's environment: nothing that the `npm` which runs the tests has set. */
function environment(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return {
    ...Object.fromEntries(own),
    npm_config_cache: path.join(folder, 'cache'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
}
