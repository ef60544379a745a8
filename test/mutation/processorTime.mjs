// In a thread of its own, so that it is heard while the tests never come to an end: ends the whole process once it has taken more of
// the processor than it may since it was told so last. A busy machine makes tests slow, and uses nothing up.
import { parentPort } from 'node:worker_threads';

const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let end = Infinity;
parentPort?.on('message', (/** @type {number} */ limitMs) => (end = used() + limitMs));
setInterval(() => {
  if (used() > end) process.kill(process.pid, 'SIGKILL');
}, 500);
