import { expect } from '@jest/globals';
import { eventually, type Locator, type Page } from '@hotpass/testkit';
import { buffer } from 'node:stream/consumers';

export const inspectorTabs = ['Overview', 'Columns', 'Impact', 'Runs', 'Facets'] as const;

/** The inspector of the Explorer. */
export function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' });
}

/** Opens a tab of the inspector and waits until what it asks for is there. */
export async function openTab(page: Page, name: string): Promise<Locator> {
  await inspector(page).getByRole('tab', { name, exact: true }).click();
  const panel = inspector(page).getByRole('tabpanel', { name, exact: true });
  await panel.waitFor();
  await eventually(async () => expect(await inspector(page).locator('[aria-busy=true]').count()).toBe(0));
  return panel;
}

/** The words of a list of facts: what stands under each heading. */
export async function factsOf(place: Locator): Promise<Record<string, string>> {
  const heads = await place.locator('dt').allInnerTexts();
  const words = await place.locator('dt + dd').allInnerTexts();
  return Object.fromEntries(heads.map((head, index) => [head, words[index] ?? '']));
}

/** The file that a press saves. */
export async function savedBy(page: Page, button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const waiting = page.waitForEvent('download');
  await button.click();
  const download = await waiting;
  const bytes = await buffer(await download.createReadStream());
  return { name: download.suggestedFilename(), text: bytes.toString().replace(/^\uFEFF/, '') };
}
