import { userInfo } from 'node:os';
import { isatty } from 'node:tty';
import { keepCompiled } from './compileCache.js';

// The process: everything else takes what it needs from here.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away, as in `| head`: there is nobody left to write to.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

async function run(): Promise<void> {
  keepCompiled(process.env);
  const { runCommandLine } = await import('./commandLine.js');
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    cwd: process.cwd(),
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    env: process.env,
    userName: userInfo().username,
    isTerminal: (stream) => isatty(stream === 'out' ? 1 : 2),
    isInputTerminal: () => isatty(0),
    now: () => new Date(),
    // Node reads its cryptography with the first, which most commands never ask for.
    newId: () => crypto.randomUUID(),
  });
}

void run().catch(async (fault: unknown) => {
  const { faultText } = await import('./print.js');
  process.stderr.write(faultText(fault));
  process.exitCode = 3;
});
