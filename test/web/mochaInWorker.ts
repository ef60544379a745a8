import 'mocha/mocha.js';

// Mocha's build for browsers wants a page. In the web worker extension host there is none: no address to read options
// from, and no document to write results into, hence the default reporter, which writes to the console.

if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '', pathname: '/' } });
mocha.setup({ ui: 'bdd', reporter: undefined, timeout: 180_000, retries: 1, color: false });
