import type { Locator, Page } from '@hotpass/testkit';

/** The card of a vertex, found by the words a screen reader says. */
export function card(page: Page, kind: 'Dataset' | 'Job', name: string): Locator {
  return page.getByRole('application').getByRole('group', { name: new RegExp(`^${kind} ${escaped(name)}, `) });
}

/** A name as part of a pattern. */
function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Where every card stands on the screen, by its name without what changes with time. */
export async function placesOfCards(page: Page): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const each of await page
    .getByRole('application')
    .getByRole('group', { name: /^(Dataset|Job) / })
    .all()) {
    const [kindAndName = ''] = ((await each.getAttribute('aria-label')) ?? '').split(', ');
    const box = await each.boundingBox();
    places.set(kindAndName, `${Math.round(box?.x ?? 0)},${Math.round(box?.y ?? 0)}`);
  }
  return places;
}

/** How far each card stands from the middle of the canvas, in pixels: the middle is what a link to a view says. */
export async function placesInCanvas(page: Page): Promise<ReadonlyMap<string, { readonly x: number; readonly y: number }>> {
  const canvas = await page.locator('.react-flow').boundingBox();
  const middle = { x: (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2, y: (canvas?.y ?? 0) + (canvas?.height ?? 0) / 2 };
  const places = await placesOfCards(page);
  return new Map(
    [...places].map(([name, place]) => {
      const [x = 0, y = 0] = place.split(',').map(Number);
      return [name, { x: x - middle.x, y: y - middle.y }];
    }),
  );
}
