import path from 'node:path';
import type { FindingCode } from '../core/model/findings.js';
import { uriOfPath } from './workspace/uris.js';

/** The pages of the rules, from the folder of the bundle: what is installed has them beside it. */
const PAGES = path.join(__dirname, '..', 'media', 'rules');

/** The page that documents a code. */
export function pageOf(code: FindingCode): string {
  return uriOfPath(path.join(PAGES, `${code}.md`));
}
