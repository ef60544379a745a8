import { spawn } from 'node:child_process';

// `node --import ./endWithParent.mjs supervise.mjs UID GID PROGRAM ARGUMENT…`: a program as another user, which ends with this
// process, and this one with it.

const [uid, gid, program = '', ...args] = process.argv.slice(2);
const user = uid === '' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(program, args, { ...user, stdio: 'inherit' });

process.once('exit', () => child.kill('SIGQUIT'));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(1));
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
