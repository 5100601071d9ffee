import type { Locator, Page } from '@hotpass/testkit';

/** What a place says, with the whole of a name that is cut in its middle. */
export async function wholeText(place: Locator): Promise<string> {
  const name = place.locator('bdi').first();
  if ((await name.count()) === 0) return (await place.innerText()).trim();
  return (await name.getAttribute('title')) ?? (await name.innerText());
}

/** Cells of every row but the heads. */
export async function rows(page: Page): Promise<string[][]> {
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  const all = await grid.getByRole('row').all();
  const texts = await Promise.all(all.map(async (row) => Promise.all((await row.getByRole('gridcell').all()).map(wholeText))));
  return texts.filter((cells) => cells.length > 0);
}
