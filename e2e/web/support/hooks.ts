import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { axe, type Page } from '@hotpass/testkit';
import { WebWorld, type WebWorldOptions } from './web-world.ts';

/** Starts the world before the tests of a file and ends it after them; what a page reports fails the test it is reported in. */
export function webWorld(options: WebWorldOptions = {}): () => WebWorld {
  let world: WebWorld | null = null;
  beforeAll(async () => {
    world = await WebWorld.start(options);
  }, 180_000);
  afterEach(() => world?.browser.closePages());
  afterAll(() => world?.[Symbol.asyncDispose]());
  return () => {
    if (world === null) throw new Error('The world of this file has not started.');
    return world;
  };
}

/** What axe has against a page, as one text: empty when nothing. */
export async function accessibilityProblems(page: Page): Promise<string> {
  return (await axe(page)).join('\n');
}
