// `node test/bench/runContender.mjs MODULE NAME`: a contender that the process which started this one asks for its result, or to run so
// many times.
import { pathToFileURL } from 'node:url';

const [module, name] = process.argv.slice(2);
const { default: makeContender } = await import(pathToFileURL(module).href);
const { result, time } = await makeContender(name);
process.on('message', async ({ runs }) =>
  process.send(runs === undefined ? await result() : await time(runs)),
);
