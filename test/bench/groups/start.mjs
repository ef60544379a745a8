import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { temporaryFolder } from '../../harness/temporaryFolder.mjs';
import { median, ratio, sideBySide } from '../measure.mjs';
import { benchFolder, projectFolder } from '../places.mjs';
import { processContender } from '../processes.mjs';
import { atMost, duration } from '../report.mjs';

const MB = 1e6;
const KB = 1e3;

/** What it costs to start: bytes to read, and time until the extension or the command line is there. Measured on what `npm run build` made. */
export default async function measureStart({ effort }) {
  const starts = [];
  for (let i = 0; i < effort.of(21, 5, 1); i++) starts.push(await startOnce());
  const middle = (name) => median(starts.map((start) => start[name]));

  const { files, bytes } = await packageSize();
  const [entryBytes, startedBytes] = await Promise.all(
    ['extension', 'startExtension'].map(async (name) => (await stat(distFile(name))).size),
  );
  const rows = [
    { what: 'desktop entry', figure: entryBytes / KB, unit: 'KB', goal: atMost(225) },
    {
      what: '– with what the first prompt file starts',
      figure: (entryBytes + startedBytes) / KB,
      unit: 'KB',
      goal: atMost(225),
    },
    {
      what: 'package, compressed',
      figure: bytes / MB,
      unit: 'MB',
      details: `${files} files`,
    },
    { what: 'reading the entry', figure: middle('require'), unit: 'ms' },
    { what: 'activating it', figure: middle('activate'), unit: 'ms' },
    { what: 'reading what the first prompt file starts', figure: middle('started'), unit: 'ms' },
    {
      what: 'all three',
      figure: median(starts.map((start) => start.require + start.activate + start.started)),
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
    ...(await commandLine(effort)),
  ];
  const notes = [
    `What was built at ${(await stat(distFile('extension'))).mtime.toISOString()}. Times of the extension are those of a new process with a stand-in for VS Code, which does nothing: in a real one they are longer.`,
  ];
  return { title: 'Start', notes, rows };
}

const distFile = (name) => path.join(projectFolder, 'dist', `${name}.js`);

/** The command line with the sample, beside a Node that does nothing: processor time of a process, start and end included. */
async function commandLine(effort) {
  const sample = path.join(projectFolder, 'media/sample');
  const cache = temporaryFolder();
  const contenders = [
    processContender('lint', [distFile('cli'), 'lint', '--root', sample, '--cache-location', cache.path]),
    processContender('anew', [distFile('cli'), 'lint', '--root', sample, '--no-cache']),
    processContender('help', [distFile('cli'), '--help']),
    processContender('nothing', ['-e', '0']),
  ];
  const roundCount = effort.of(21, 7, 1);
  const timings = await sideBySide(contenders, { effort, alike: false, roundCount });
  const nothing = timings.get('nothing');
  const row = (what, name, goal) => ({
    what: `${what}, times as long as \`node -e 0\``,
    figure: ratio(timings.get(name), nothing),
    ...(goal && { goal }),
    details: `${duration(timings.get(name).nanoseconds)} against ${duration(nothing.nanoseconds)}`,
  });
  cache.remove();
  return [
    row('`lint` of the sample, again', 'lint', atMost(2)),
    row('`lint` of the sample, with no cache', 'anew', atMost(2)),
    row('`--help`', 'help'),
  ];
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
