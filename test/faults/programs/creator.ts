// A process that makes a file as publishing does for each line of standard input, a JSON list of root, file and text, and
// says what became of it.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createFile } from '../../../src/node/createFile.js';

writeSync(1, 'ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [root = '', file = '', text = ''] = JSON.parse(line) as string[];
  writeSync(1, `it is ${await createFile(root, file, text, randomUUID())}\n`);
}
