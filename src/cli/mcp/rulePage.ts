import { pageText, RULE_CATALOG } from '../../language/index.js';

/** The page of a code, in Markdown: read where it is asked for, since the pages are long. */
export function rulePage(code: string): string | undefined {
  const page = RULE_CATALOG.find((one) => one.code === code);
  return page && pageText(page);
}
