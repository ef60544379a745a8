// Property tests draw the same cases at every run, so that a run in CI can be repeated; `SEED=7 npm test` draws others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261122) });

// Programs that tests start keep nothing in the folders of whoever runs them.
process.env['CI'] ??= 'true';
