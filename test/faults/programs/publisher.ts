// A process that writes snapshots one after the other, as publishing does, and says `written N` of each. It is given a
// folder and a text.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { createFile } from '../../../src/node/createFile.js';

const [folder = '', length = '0'] = process.argv.slice(2);
const text = 'x'.repeat(Number(length));
writeSync(1, 'ready\n');
for (let number = 1; ; number++) {
  await createFile(path.parse(folder).root, path.join(folder, `b@${number}.0.0.json`), text, randomUUID());
  writeSync(1, `written ${number}\n`);
}
