// A process that writes an audit log as a window and a run of the command line do. It is given a folder and the file of a
// record, and by standard input how many records to write, one line of JSON an order. It says `written N` of each record
// that is written, `told …` of each failure it is told, and `done` after each order.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { jsonLinesSink } from '../../../src/core/audit/jsonLines.js';
import type { AuditRecord } from '../../../src/core/audit/record.js';
import { logAppender } from '../../../src/node/logAppender.js';
import { sha256 } from '../../../src/node/sha256.js';

export interface Order {
  readonly records: number;
  /** Characters of each prompt; of several numbers one after the other. */
  readonly promptLengths: readonly number[];
}

const [folder = '', recordFile = ''] = process.argv.slice(2);
const record = JSON.parse(readFileSync(recordFile, 'utf8')) as AuditRecord;
const say = (text: string): void => void writeSync(1, `${text}\n`);

let writes = 0;
const append = logAppender(path.parse(folder).root, folder, new Date(), randomUUID());
const sink = jsonLinesSink({
  append: async (text, sequence) => {
    await append(text, sequence);
    writes++;
  },
  sha256,
  onFailure: (error) => {
    say(`told ${String(error)}`);
  },
});

let number = 0;
say('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { records, promptLengths } = JSON.parse(line) as Order;
  for (let i = 0; i < records; i++) {
    number++;
    const rendered_prompt = 'p'.repeat(promptLengths[i % promptLengths.length] ?? 0);
    const before = writes;
    sink.append({
      ...record,
      engine_version: String(number),
      rendered_prompt,
      prompt_hash: sha256(rendered_prompt),
    });
    await sink.flush();
    if (writes > before) say(`written ${number}`);
  }
  say('done');
}
