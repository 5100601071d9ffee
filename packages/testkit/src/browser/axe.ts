import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe is told to leave out. */
export interface AxeOptions {
  /** CSS selectors of parts that are judged otherwise. */
  readonly exclude?: readonly string[];
  /** Names of the only rules to go by; all of them unless said. */
  readonly rules?: readonly string[];
}

/** Resolves when what moves has come to rest: colours on their way are no colours of the page. Runs in the page. */
const atRest = `new Promise((resolve) => requestAnimationFrame(resolve)).then(() => Promise.allSettled(document.getAnimations()
  .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime)).map((animation) => animation.finished)))
  .then(() => undefined)`;

/** Read once: it is given to hundreds of pages. */
let source: string | undefined;

/** Each serious or critical violation of a page as one readable sentence: the rule, what it asks, and where. */
export async function axe(page: Page, { exclude = [], rules }: AxeOptions = {}): Promise<string[]> {
  source ??= readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(source);
  await page.evaluate(atRest);
  const context = JSON.stringify({ exclude: exclude.map((selector) => [selector]) });
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${context}, ${options})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => {
      const places = nodes.slice(0, 5).map(({ target, html, failureSummary }) => {
        const reason = (failureSummary ?? '').split('\n').slice(1).join(' ').trim();
        return `\n    ${target.join(' ')}: ${html.slice(0, 160)}\n      ${reason}`;
      });
      const more = nodes.length > 5 ? `\n    and ${nodes.length - 5} more` : '';
      return `${id} (${impact}): ${help}${places.join('')}${more}`;
    });
}
