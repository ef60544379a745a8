import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

// The service's render, `service.py`, in a process of its own that is asked to time itself: no time is lost on the way.
// BENCH_PYTHON names the python to use, BENCH_PYTHONPATH more folders with its modules.

const environment = process.env.BENCH_PYTHONPATH
  ? { ...process.env, PYTHONPATH: process.env.BENCH_PYTHONPATH }
  : process.env;

/** Starts the service's render; `undefined` when no python here has xxhash. */
export async function startService() {
  const python = findPython();
  if (!python) return undefined;
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
  return {
    /** What it runs on: `{ python, json, xxhash }`. */
    versions,
    /** Makes a bundle and an input known by a name; gives `[prompt, bundle_hash, personality_hash]`. */
    define: (name, { bundle_id, semver, parts, payload }) =>
      ask({ define: name, bundle_id, semver, parts, payload }),
    time: (name, runs) => ask({ time: name, runs }),
    stop: () => child.stdin.end(),
  };
}

/** The first python that has both modules of the service, or else xxhash, for which nothing can stand in. */
function findPython() {
  const { BENCH_PYTHON } = process.env;
  const candidates = BENCH_PYTHON ? [BENCH_PYTHON] : pythonsOnPath();
  const having = (modules) =>
    candidates.find(
      (python) => spawnSync(python, ['-c', `import ${modules}`], { env: environment }).status === 0,
    );
  return having('orjson, xxhash') ?? having('xxhash');
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
