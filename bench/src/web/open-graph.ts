import { setTimeout as delay } from 'node:timers/promises';
import type { TestBrowser, TestHub } from '@hotpass/testkit';
import { firstPaintMs, noteFirstPaint } from './in-page.ts';
import type { TreeOfRuns } from './tree-of-runs.ts';

type Page = Awaited<ReturnType<TestBrowser['page']>>;

/** A graph on the screen. */
export interface OpenGraph extends AsyncDisposable {
  readonly page: Page;
  /** From the data to the first vertex on the screen. */
  readonly firstPaintMs: number;
}

/** Opens the graph of a tree from its root, whole; with `columns` every dataset shows them, one traced through all. */
export async function openGraph(browser: TestBrowser, hub: TestHub, tree: TreeOfRuns, columns: boolean): Promise<OpenGraph> {
  const page = await browser.page({ url: hub.url });
  await page.addInitScript(noteFirstPaint);
  const traced = columns ? '&level=column&col=value' : '';
  await page.goto(`/lineage/${tree.rootId}/bench?up=0&down=${tree.depth}&group=none${traced}`);
  const painted = await until(page, firstPaintMs);
  // What comes after the first picture: cards, columns, their lines.
  await delay(2_500);
  return { page, firstPaintMs: painted, [Symbol.asyncDispose]: () => page.context().close() };
}

async function until(page: Page, script: string): Promise<number> {
  for (let turn = 0; turn < 300; turn += 1) {
    const value: unknown = await page.evaluate(script);
    if (typeof value === 'number') return value;
    await delay(100);
  }
  throw new Error('The graph was not drawn within 30 s.');
}
