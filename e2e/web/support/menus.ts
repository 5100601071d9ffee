import { expect } from '@jest/globals';
import { eventually, type Page } from '@hotpass/testkit';
import { buffer } from 'node:stream/consumers';

/** Presses an entry of a menu. */
export async function chooseFrom(page: Page, menu: 'Share' | 'Export', entry: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).first().click();
}

/** What an entry of the menu Share puts on the clipboard. */
export async function copied(page: Page, entry: string): Promise<string> {
  await page.evaluate(`navigator.clipboard.writeText('')`);
  await chooseFrom(page, 'Share', entry);
  const text = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  await eventually(async () => expect(await text()).not.toBe(''));
  return text();
}

/** The file an entry of the menu Export saves. */
export async function saved(page: Page, entry: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await chooseFrom(page, 'Export', entry);
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await buffer(await download.createReadStream()) };
}
