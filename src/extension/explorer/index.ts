// The view of all bundles. Loaded when it is shown first; nothing else imports a value from here.

export { BundleTree } from './bundleTree.js';
