// `node test/soak/printHeapParts.mjs FILE FOLDER`: prints whose the bytes of a heap snapshot are, as JSON. It is a process of its own, so
// that the heap that is measured stays as it is.
import { readHeapParts } from './heapParts.mjs';

const [, , file, folder] = process.argv;
if (!file || !folder) throw new Error('Name a heap snapshot and the folder of the scripts that are ours.');
console.log(JSON.stringify(readHeapParts(file, folder)));
