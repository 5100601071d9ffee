import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticImports, weigh, weightOf, type BuildManifest } from './built-sizes.ts';

const dist = join(import.meta.dirname, '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as BuildManifest;
const read = (file: string): Uint8Array => readFileSync(join(dist, file));
const initial = staticImports(manifest, 'index.html');
const page = (name: string): string => `src/pages/${name}.tsx`;

/** kB are 1,000 bytes, compressed with gzip (ux §7). A page's budget is what it adds to the shell. */
test.each([
  ['the shell', 230_000, () => weightOf(manifest, 'index.html', read)],
  ['the lineage route', 140_000, () => weightOf(manifest, page('lineage/LineagePage'), read, initial)],
  ['the start page', 40_000, () => weightOf(manifest, page('start/StartPage'), read, initial)],
  ['the list of datasets', 60_000, () => weightOf(manifest, page('datasets/DatasetsPage'), read, initial)],
  ['a dataset', 60_000, () => weightOf(manifest, page('dataset/DatasetPage'), read, initial)],
  ['the runs', 90_000, () => weightOf(manifest, page('runs/RunsPage'), read, initial)],
  ['a run', 90_000, () => weightOf(manifest, page('run/RunPage'), read, initial)],
  ['the layout worker', 15_000, () => weigh(assets(/^layout\.worker-.*\.js$/), read)],
  ['the fonts', 90_000, () => weigh(assets(/\.woff2$/), read)],
])('%s weighs at most %d bytes', (_what, budget, weight) => {
  const { total, parts } = weight();
  if (total > budget) throw new Error(`${total} bytes are ${total - budget} too many. The heaviest: ${parts.slice(0, 6).join(', ')}`);
  expect(total).toBeGreaterThan(0);
});

test('a page that drags in what it should load later is found', () => {
  const heavy: BuildManifest = {
    entry: { file: 'entry.js', imports: ['shared'] },
    shared: { file: 'shared.js' },
    page: { file: 'page.js', imports: ['shared', 'library'] },
    library: { file: 'library.js', imports: ['page'] },
  };
  const bytes = (file: string): Uint8Array =>
    Buffer.from(Array.from({ length: file === 'library.js' ? 4_000 : 10 }, (_, n) => (n * 7919) % 251));
  const { total, parts } = weightOf(heavy, 'page', bytes, staticImports(heavy, 'entry'));
  expect(parts).toHaveLength(2);
  expect(parts[0]).toMatch(/^library\.js/);
  expect(total).toBeGreaterThan(weightOf(heavy, 'entry', bytes).total);
  expect(() => weightOf(heavy, 'nowhere', bytes)).toThrow('no nowhere');
});

function assets(name: RegExp): readonly string[] {
  return readdirSync(join(dist, 'assets'))
    .filter((file) => name.test(file))
    .map((file) => `assets/${file}`);
}
