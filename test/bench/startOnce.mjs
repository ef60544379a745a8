// Reads and activates the extension once, with a stand-in for `vscode`, reads what the first prompt file starts, then hashes for the first time. Prints how many
// milliseconds each took, and what of the hashing was there before it was needed.
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { processorTime } from './measure.mjs';
import { projectFolder } from './places.mjs';

const require = createRequire(import.meta.url);
const extension = path.join(projectFolder, 'dist/extension.js');
const hashModule = path.join(projectFolder, 'dist/xxhash128.js');

/** Stands for anything of VS Code's: it can be called, constructed, extended, iterated (over nothing) and asked for more. */
const anything = new Proxy(class {}, {
  get(target, name) {
    if (name === 'prototype') return target.prototype;
    if (name === Symbol.iterator) return () => [][Symbol.iterator]();
    if (name === Symbol.toPrimitive) return () => '';
    return name === 'then' ? undefined : anything;
  },
  apply: () => anything,
  construct: (target, values, made) =>
    made === anything ? anything : Reflect.construct(target, values, made),
});

let compilations = 0;
const { WebAssembly } = globalThis;
const { compile } = WebAssembly;
WebAssembly.compile = (bytes) => {
  compilations++;
  return compile(bytes);
};

const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));

/** Milliseconds of processor time. */
async function timed(work) {
  const start = processorTime();
  await work();
  return (processorTime() - start) / 1e6;
}

let main;
const requireTime = await timed(() => {
  main = require(extension);
});
const context = {
  subscriptions: [],
  extensionUri: anything,
  extension: { packageJSON: require(path.join(projectFolder, 'package.json')) },
  workspaceState: { get: (_key, fallback) => fallback, update: () => Promise.resolve(), keys: () => [] },
};
const activateTime = await timed(() => main.activate(context));
const startedTime = await timed(() => require(path.join(projectFolder, 'dist/startExtension.js')));
const compiledByThen = compilations;
const hashModules = Object.keys(require.cache).filter((file) => file.includes('xxhash')).length;
const firstHash = await timed(async () => {
  const { createXXHash128 } = require(hashModule);
  (await createXXHash128(0, 0)).init().update('support-agent:1.3.0').digest('hex');
});
console.log(
  JSON.stringify({
    require: requireTime,
    activate: activateTime,
    started: startedTime,
    firstHash,
    compiledByThen,
    hashModules,
  }),
);
process.exit();
