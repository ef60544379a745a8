import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

// The service's render, `service.py`, in a process of its own that is asked to time itself: no time is lost on the way.
// BENCH_PYTHON names the python to use, BENCH_PYTHONPATH more folders with its modules.

const environment = process.env.BENCH_PYTHONPATH
  ? { ...process.env, PYTHONPATH: process.env.BENCH_PYTHONPATH }
  : process.env;

/** What the service runs on: another library of JSON, or an older Python, would flatter us. */
const NEEDED = 'orjson and xxhash on Python 3.12 or newer';
const FINDS_NEEDED = 'import orjson, sys, xxhash; sys.exit(sys.version_info < (3, 12))';

/**
 * Starts the service's render, or says why it cannot be measured here.
 * @returns {Promise<{ service: object } | { missing: string }>}
 */
export async function startService() {
  const python = findPython();
  if (!python) return { missing: `no python here has ${NEEDED} (see BENCH_PYTHON and BENCH_PYTHONPATH)` };
  const child = spawn(python, [path.join(import.meta.dirname, 'service.py')], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('service.py ended.');
    return JSON.parse(value);
  };
  const ask = (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return next();
  };
  const versions = await next();
  const service = {
    /** What it runs on: `{ python, json, xxhash }`. */
    versions,
    /** Makes a bundle and an input known by a name; gives `[prompt, bundle_hash, personality_hash]`. */
    define: (name, { bundle_id, semver, parts, payload }) =>
      ask({ define: name, bundle_id, semver, parts, payload }),
    time: (name, runs) => ask({ time: name, runs }),
    stop: () => child.stdin.end(),
  };
  return { service };
}

/** The first python that has what the service runs on. */
function findPython() {
  const { BENCH_PYTHON } = process.env;
  const candidates = BENCH_PYTHON ? [BENCH_PYTHON] : pythonsOnPath();
  return candidates.find(
    (python) => spawnSync(python, ['-c', FINDS_NEEDED], { env: environment }).status === 0,
  );
}

function pythonsOnPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return [...new Set(folders)].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => /^python3(\.\d+)?(\.exe)?$/.test(name))
      .sort()
      .map((name) => path.join(folder, name)),
  );
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
