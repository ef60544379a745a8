import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { median } from '../measure.mjs';
import { benchFolder, projectFolder } from '../places.mjs';
import { atMost } from '../report.mjs';

const MB = 1e6;
const KB = 1e3;

/** What it costs to start: bytes to read, and time until the extension is there. Measured on what `npm run build` made. */
export default async function measureStart({ quick }) {
  const entry = path.join(projectFolder, 'dist/extension.js');
  if (!existsSync(entry)) {
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder, stdio: 'inherit' });
  }
  const starts = [];
  for (let i = 0; i < (quick ? 5 : 21); i++) starts.push(await startOnce());
  const middle = (name) => median(starts.map((start) => start[name]));

  const { files, bytes } = await packageSize();
  const { activationError } = starts[0];
  const rows = [
    { what: 'desktop entry', figure: (await stat(entry)).size / KB, unit: 'KB', goal: atMost(250) },
    {
      what: 'package, compressed',
      figure: bytes / MB,
      unit: 'MB',
      goal: atMost(1),
      details: `${files} files`,
    },
    { what: 'reading the entry', figure: middle('require'), unit: 'ms' },
    { what: 'activating it', figure: middle('activate'), unit: 'ms' },
    {
      what: 'both',
      figure: median(starts.map((start) => start.require + start.activate)),
      unit: 'ms',
      goal: atMost(50),
    },
    {
      what: 'XXH3 evaluated by then',
      figure: Math.max(...starts.map((start) => start.hashModules)),
      unit: 'times',
      goal: atMost(0),
    },
    {
      what: 'WebAssembly compiled by then',
      figure: Math.max(...starts.map((start) => start.compiledByThen)),
      unit: 'times',
      goal: atMost(0),
    },
    { what: 'the first XXH3, when it is needed', figure: middle('firstHash'), unit: 'ms' },
  ];
  const notes = [
    `dist/extension.js of ${(await stat(entry)).mtime.toISOString()}. Times are those of a new process with a stand-in for VS Code, which does nothing: in a real one they are longer.`,
    ...(activationError
      ? [`Activating with the stand-in failed, so its time says little: ${activationError}`]
      : []),
  ];
  return { title: 'Start', notes, rows };
}

async function startOnce() {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(benchFolder, 'startOnce.mjs')], {
    timeout: 60_000,
  });
  return JSON.parse(stdout);
}

/** What .vscodeignore, a list of what is let in, leaves of the project; a package is a zip archive of that. */
async function packageSize() {
  const lines = (await readFile(path.join(projectFolder, '.vscodeignore'), 'utf8')).split(/\r?\n/);
  const patterns = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const found = new Set((await Promise.all(patterns.map(filesLike))).flat());
  let bytes = 0;
  for (const file of found) bytes += deflateRawSync(await readFile(file), { level: 9 }).length;
  return { files: found.size, bytes };
}

/** The files of a pattern whose last name may hold `*`. */
async function filesLike(pattern) {
  const folder = path.join(projectFolder, path.dirname(pattern));
  const name = new RegExp(
    `^${path
      .basename(pattern)
      .split('*')
      .map((text) => text.replaceAll('.', '\\.'))
      .join('.*')}$`,
  );
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names.filter((file) => name.test(file)).map((file) => path.join(folder, file));
}
