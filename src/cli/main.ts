import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { runCommandLine } from './commandLine.js';
import { faultText } from './print.js';

// The process: everything else takes what it needs from here.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away, as in `| head`: there is nobody left to write to.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  env: process.env,
  userName: userInfo().username,
  now: () => new Date(),
  newId: randomUUID,
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (fault: unknown) => {
    process.stderr.write(faultText(fault));
    process.exitCode = 1;
  },
);
