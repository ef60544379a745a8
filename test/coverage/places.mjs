import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';

/** The bundled unit tests. */
export const testsFolder = path.join(projectFolder, 'dist/test/unit');

/** What each file of them has run, as `recordCoverage.mjs` writes it. */
export const recordsFolder = path.join(projectFolder, 'out/coverage/records');

/** The report for people. */
export const reportFolder = path.join(projectFolder, 'out/coverage/report');

/** What stands in a record for the name of a file of tests, where its bundles are read and no test runs yet. */
export const atLoading = '';

/** The folders whose code has to be covered. */
export const coveredFolders = ['core', 'language'].map((name) => path.join(projectFolder, 'src', name));
