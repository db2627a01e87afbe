import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env.CONSOLE_PICTURES;

/** What axe finds on the page as it is shown, at a phone's width and a desk's; also whether anything has to be scrolled sideways. */
export async function screenFindings(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axe);
    const violations = (await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' | ')))",
    )) as string[];
    found.push(...violations.map((violation) => `${name} at ${width}: ${violation}`));
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (Number(overflow) > 0) found.push(`${name} at ${width}: ${String(overflow)} px too wide`);
    if (pictures !== undefined && pictures !== '') {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
    }
  }
  return found;
}
