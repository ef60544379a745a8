// Compiles constraints with so many tokens once, with the engine of the file that is given, and prints how many
// milliseconds it took: in a new process, what runs for the first time is not compiled by V8 yet.
import { pathToFileURL } from 'node:url';
import { processorTime } from './measure.mjs';
import { forbiddenTokens } from './tokens.mjs';

const [file, count] = process.argv.slice(2);
const { CompiledCache } = await import(pathToFileURL(file).href);
const constraints = {
  forbiddenTokens: forbiddenTokens(Number(count)),
  maxSentenceLength: 25,
  noEmoji: false,
};
const cache = new CompiledCache();
const start = processorTime();
cache.get('support-agent@1.3.0', constraints);
console.log(JSON.stringify((processorTime() - start) / 1e6));
