// A process that puts something else in the place of each file of a folder with an ending, and the file back, over and over,
// until its standard input ends: a link to a file, or a FIFO. It is given the folder, the ending and what.
import { execFileSync } from 'node:child_process';
import { linkSync, readdirSync, renameSync, symlinkSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';

const [folder = '', ending = '', what = ''] = process.argv.slice(2);
const fifo = path.join(folder, 'fifo');
if (what === 'fifo') execFileSync('mkfifo', [fifo]);

const stdin = process.stdin.resume();
writeSync(1, 'ready\n');
let swaps = 0;
while (!stdin.readableEnded) {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(ending))) {
    const file = path.join(folder, name);
    const aside = `${file}.aside`;
    renameSync(file, aside);
    if (what === 'fifo') linkSync(fifo, file);
    else symlinkSync(what, file);
    // For as long as the file itself is there, so that each of two looks finds either.
    const end = performance.now() + 0.1;
    while (performance.now() < end);
    unlinkSync(file);
    renameSync(aside, file);
    swaps++;
  }
  await new Promise(setImmediate);
}
writeSync(1, `swaps ${swaps}\n`);
