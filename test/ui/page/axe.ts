import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe, which the page has loaded, finds that is serious or worse, a line each: in all of the page, or within what a selector names. */
export async function serious(page: Page, within = 'html'): Promise<string[]> {
  const violations = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as {
      axe: { run: (within: string) => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(selector)).violations;
  }, within);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
