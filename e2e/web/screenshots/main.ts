import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@hotpass/testkit';
import { datasetId, firstFailure, outreachList } from '../support/paths.ts';
import { themes, WebWorld } from '../support/web-world.ts';
import { smallPng } from './small-png.ts';

const folder = join(import.meta.dirname, '../../../docs/product/ux');
const largestBytes = 300_000;
/** Longer than any ring, skeleton or glide lasts. */
const settledMs = 2_500;

interface Shot {
  readonly name: string;
  /** What is on it, for its caption. */
  readonly shows: string;
  readonly path: string;
  /** What a person does before. */
  readonly act?: (page: Page) => Promise<void>;
}

function shotsOf(subject: string, people: string, failedRun: string): readonly Shot[] {
  return [
    { name: 'start', shows: 'The start page: what failed unexplained, what changed last', path: '/' },
    { name: 'search', shows: 'The search over everything, opened with a key', path: '/', act: search },
    { name: 'lineage', shows: 'Lineage Explorer: two hops around a dataset', path: `/lineage/${people}?up=2` },
    {
      name: 'lineage-traced',
      shows: 'A masked column traced to its sources, with the path as a list in the inspector',
      path: `/lineage/${subject}?level=column&col=email_hash&sel=${subject}`,
    },
    { name: 'lineage-tree', shows: 'The same set as a tree', path: `/lineage/${subject}?up=2&view=tree` },
    { name: 'lineage-table', shows: 'The same set as a table', path: `/lineage/${subject}?up=2&view=table` },
    { name: 'runs', shows: 'Runs: what failed first, and lanes by job over the last day', path: '/runs' },
    { name: 'run-failed', shows: 'A run that failed, against its last success', path: `/runs/${failedRun}` },
    { name: 'datasets', shows: 'Datasets, found by namespace and tag', path: '/datasets' },
    { name: 'dataset', shows: 'One dataset: schema, versions, runs, description and tags', path: `/datasets/${subject}` },
  ];
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('email');
  await page.getByRole('option').first().waitFor();
}

/** Every screen in both themes, of a hub that knows the demo world. */
async function main(): Promise<void> {
  await using world = await WebWorld.start({ isDurable: true });
  const people = await datasetId(world.hub, 'refinery.refined.people');
  const { id: failedRun } = await firstFailure(world.hub);
  const shots = shotsOf(await datasetId(world.hub, outreachList), people, failedRun);
  await mkdir(folder, { recursive: true });
  for (const shot of shots) for (const theme of themes) await take(world, shot, theme);
  const lines = shots.map(({ name, shows }) => `| ${shows} | ${themes.map((theme) => `[${theme}](${name}-${theme}.png)`).join(', ')} |`);
  const text = [
    '# Screens',
    '',
    'Made by `npm run screenshots`, of a hub with the demo world, at 1440 × 900.',
    '',
    '| screen | theme |',
    '|---|---|',
    ...lines,
    '',
  ];
  await writeFile(join(folder, 'README.md'), text.join('\n'));
}

async function take(world: WebWorld, { name, path, act }: Shot, theme: (typeof themes)[number]): Promise<void> {
  const page = await world.open(path, { theme });
  await page.getByRole('heading', { level: 1, name: /\S/ }).first().waitFor({ state: 'attached' });
  await act?.(page);
  await page.waitForTimeout(settledMs);
  const png = smallPng(await page.screenshot());
  if (png.length > largestBytes) throw new Error(`${name} in ${theme} has ${png.length} bytes.`);
  await writeFile(join(folder, `${name}-${theme}.png`), png);
  await world.browser.closePages();
  process.stdout.write(`${name}-${theme}.png ${Math.round(png.length / 1_000)} kB\n`);
}

await main();
