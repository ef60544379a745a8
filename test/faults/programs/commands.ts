// A process that runs the command line for each line of standard input, a JSON list of arguments, and says the exit code
// and the most memory the process has taken so far, in KB.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { runCommandLine } from '../../../src/cli/commandLine.js';

writeSync(1, 'ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const written = { out: '', error: '' };
  const code = await runCommandLine(JSON.parse(line) as string[], {
    cwd: process.cwd(),
    out: (text) => void (written.out += text),
    error: (text) => void (written.error += text),
    env: {},
    now: () => new Date(),
    newId: randomUUID,
  });
  writeSync(1, `${JSON.stringify({ code, ...written, maxRss: process.resourceUsage().maxRSS })}\n`);
}
