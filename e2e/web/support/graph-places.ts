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
