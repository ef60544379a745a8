// A process that writes snapshots one after the other, each with its note behind it, as publishing does, and says `written N` of
// each. It is given a root and the length of a snapshot.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { keepNote } from '../../../src/cli/notes/noteFiles.js';
import { createFile } from '../../../src/node/createFile.js';

const [root = '', length = '0'] = process.argv.slice(2);
const NOTE_LENGTH = 19_000;
const text = 'x'.repeat(Number(length));
writeSync(1, 'ready\n');
for (let number = 1; ; number++) {
  const semver = `${number}.0.0`;
  const file = path.join(root, '.prompt-bundles/published', `b@${semver}.json`);
  await createFile(path.parse(root).root, file, text, randomUUID());
  await keepNote(root, { id: 'b', semver }, 'y'.repeat(NOTE_LENGTH), randomUUID());
  writeSync(1, `written ${number}\n`);
}
