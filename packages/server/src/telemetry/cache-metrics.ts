import { meter } from './meter.ts';

/** How one cache does; `name` is of low cardinality. */
export interface CacheUse {
  readonly name: string;
  readonly entries: number;
  readonly hits: number;
  readonly misses: number;
}

/** Shows on the metrics page how caches do. */
export function observeCaches(read: () => readonly CacheUse[]): void {
  const caches = meter('cache');
  caches.createObservableGauge('hotpass_cache_entries', { description: 'Entries a cache holds.' }).addCallback((result) => {
    for (const { name, entries } of read()) result.observe(entries, { cache: name });
  });
  caches
    .createObservableCounter('hotpass_cache_lookups_total', {
      description: 'Times something was looked up in a cache, by whether it was there.',
    })
    .addCallback((result) => {
      for (const { name, hits, misses } of read()) {
        result.observe(hits, { cache: name, outcome: 'hit' });
        result.observe(misses, { cache: name, outcome: 'miss' });
      }
    });
}
