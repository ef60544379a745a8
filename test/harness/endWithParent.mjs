// Imported for its effect (`node --import`): this process ends when its parent does, even when the parent was killed
// and could tell nobody. An orphan is given another parent, which is all there is to see.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500).unref();
