// A process that reads a file as logs and snapshots are read, as many times as an order says, and says what came of it.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readChunks } from '../../../src/node/readChunks.js';
import { IrregularFileError } from '../../../src/node/openRegularFile.js';
import { readRegularFileSync } from '../../../src/node/readBounded.js';

const [file = ''] = process.argv.slice(2);
writeSync(1, 'ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const sum = { read: 0, refused: 0, gone: 0, other: [] as string[] };
  for (let i = 0; i < Number(line); i++) {
    try {
      let text = '';
      if (i % 2 === 0) text = Buffer.from(readRegularFileSync(file, 1000).bytes ?? []).toString();
      else for await (const chunk of readChunks(file)) text += Buffer.from(chunk).toString();
      if (text === 'of ours\n') sum.read++;
      else sum.other.push(text);
    } catch (error) {
      if (error instanceof IrregularFileError) sum.refused++;
      else if ((error as NodeJS.ErrnoException).code === 'ENOENT') sum.gone++;
      else sum.other.push(String(error));
    }
  }
  writeSync(1, `${JSON.stringify(sum)}\n`);
}
