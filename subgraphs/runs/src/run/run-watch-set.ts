import type { WatchSet } from '@hotpass/server';
import type { IdFilter, RunFilter } from './run-filter.ts';

/**
 * Ids one of which is a key of every entry that can concern a subscriber with this filter. Entries carry the ids
 * of their run and job, so only conditions on those narrow; the whole filter is evaluated per event anyway.
 */
export function runWatchSet(filter: RunFilter | null | undefined): WatchSet {
  if (!filter) return 'all';
  const bounds = [exactIds(filter.id), exactIds(filter.jobId), ...(filter.and ?? []).map(runWatchSet)];
  if (filter.or) bounds.push(union(filter.or.map(runWatchSet)));
  return bounds.reduce<WatchSet>((narrowest, bound) => (size(bound) < size(narrowest) ? bound : narrowest), 'all');
}

function exactIds(ids: IdFilter | null | undefined): WatchSet {
  if (typeof ids?.eq === 'string') return [ids.eq];
  return ids?.in ? [...new Set(ids.in)] : 'all';
}

function union(sets: readonly WatchSet[]): WatchSet {
  const ids = new Set<string>();
  for (const set of sets) {
    if (set === 'all') return 'all';
    for (const id of set) ids.add(id);
  }
  return [...ids];
}

function size(set: WatchSet): number {
  return set === 'all' ? Infinity : set.length;
}
