// The entry of the extension while it is measured in a real VS Code: watches the extension host from before the extension is read, and
// times its reading and activation.
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { performance } = require('node:perf_hooks');
const process = require('node:process');
const { setInterval } = require('node:timers');
const { getHeapStatistics } = require('node:v8');
const { Uri } = require('vscode');

const TICK_MS = 5;
const LONG_MS = 50;
const HEAP_EVERY = 10;

/** Milliseconds of processor time that the extension host has taken. */
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const monitor = {
  processorTime,
  started: performance.now(),
  processorTimeAtStart: processorTime(),
  /** How long nothing else had a turn, in milliseconds, while the processor worked for this process as long. */
  blocks: [],
  peakHeap: 0,
};
globalThis.promptBundlesBench = monitor;

let last = monitor.started;
let lastSpent = monitor.processorTimeAtStart;
let ticks = 0;
setInterval(() => {
  const [now, spent] = [performance.now(), processorTime()];
  const late = now - last - TICK_MS;
  // On a busy machine it may be late because others had their turn.
  if (Math.min(late, spent - lastSpent) > LONG_MS) monitor.blocks.push(Math.min(late, spent - lastSpent));
  [last, lastSpent] = [now, spent];
  if (ticks++ % HEAP_EVERY === 0)
    monitor.peakHeap = Math.max(monitor.peakHeap, getHeapStatistics().used_heap_size);
}, TICK_MS).unref();

const { profile, storage } = require('./plan.json');
if (profile) startProfile(profile);

const main = require('./dist/extension.js');

exports.activate = (context) => {
  // A second start finds what the first has left: each has a VS Code of its own.
  const given = main.activate(Object.create(context, { storageUri: { value: Uri.file(storage) } }));
  monitor.activation = processorTime() - monitor.processorTimeAtStart;
  return given;
};
exports.deactivate = () => main.deactivate();

/** Profiles from now on; `monitor.profile(name)` writes what was gathered, and begins the next part. */
function startProfile(file) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 1_000 });
  session.post('Profiler.start');
  monitor.profile = (part) => {
    session.post('Profiler.stop', (_, { profile: found }) => {
      writeFileSync(`${file}-${part}.cpuprofile`, JSON.stringify(found));
    });
    session.post('Profiler.start');
  };
}
