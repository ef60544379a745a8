import { userInfo } from 'node:os';
import { isatty } from 'node:tty';
import { keepCompiled } from './compileCache.js';

// The process: everything else takes what it needs from here.

/** Nobody reads on: what is under way ends at the next thing that it prints. */
class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

const finishers: (() => Promise<void>)[] = [];
let isEnding = false;

for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away, as in `| head`: there is nobody left to write to.
    if (error.code !== 'EPIPE') throw error;
    void finish();
  });

/** Ends the process once what has to be done before that is done; what comes of it is told to nobody. */
async function finish(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  // What was printed at this moment is on its way to be recorded.
  await new Promise(setImmediate);
  await Promise.allSettled(finishers.map((one) => one()));
  process.exit(0);
}

function print(stream: NodeJS.WriteStream, text: string): void {
  if (isEnding) throw new ReaderGone();
  stream.write(text);
}

async function run(): Promise<void> {
  keepCompiled(process.env);
  const { runCommandLine } = await import('./commandLine.js');
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    cwd: process.cwd(),
    out: (text) => {
      print(process.stdout, text);
    },
    error: (text) => {
      print(process.stderr, text);
    },
    beforeEnd: (finisher) => {
      finishers.push(finisher);
    },
    env: process.env,
    userName: userInfo().username,
    isTerminal: (stream) => isatty(stream === 'out' ? 1 : 2),
    isInputTerminal: () => isatty(0),
    input: () => process.stdin,
    streams: () => ({ input: process.stdin, output: process.stdout }),
    now: () => new Date(),
    // Node reads its cryptography with the first, which most commands never ask for.
    newId: () => crypto.randomUUID(),
  });
}

void run().catch(async (fault: unknown) => {
  if (fault instanceof ReaderGone) return;
  const { faultText } = await import('./print.js');
  process.stderr.write(faultText(fault));
  process.exitCode = 3;
});
