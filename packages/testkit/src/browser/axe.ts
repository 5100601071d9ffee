import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe is told to leave out. */
export interface AxeOptions {
  /** CSS selectors of parts that are judged otherwise. */
  readonly exclude?: readonly string[];
  /** Names of the only rules to go by; all of them unless said. */
  readonly rules?: readonly string[];
}

/** Each serious or critical violation of a page as one readable sentence: the rule, what it asks, and where. */
export async function axe(page: Page, { exclude = [], rules }: AxeOptions = {}): Promise<string[]> {
  // One frame: the mode that opens no second page for its results.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  for (const selector of exclude) builder.exclude(selector);
  if (rules) builder.withRules([...rules]);
  const { violations } = await builder.analyze();
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
