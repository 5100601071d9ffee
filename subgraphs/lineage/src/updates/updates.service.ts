import { BadUserInputError, ResyncError, decodeCursor } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { quarantineReplayed } from '@hotpass/events';
import { consumerCursor, consumerRebuiltTo } from '@hotpass/log';
import type { Log, ReadTx } from '@hotpass/log';
import type { EventRoot, WatchSet } from '@hotpass/server';
import type { EdgeTimesRepository } from '../graph/edge-times.repository.ts';
import { toSliceQuery } from '../graph/lineage-request.ts';
import type { LineageRequest } from '../graph/lineage-request.ts';
import type { SliceReader, TracedSlice } from '../graph/slice-reader.ts';
import { jobsOf, timedEdges } from '../graph/timed-edges.ts';
import type { TimedEdge } from '../graph/timed-edges.ts';
import { visitLimit } from '../lineage-index/lineage-index.ts';
import type { LineageIndex, SliceQuery } from '../lineage-index/lineage-index.ts';
import type { VersionRepository } from '../version/version.repository.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import { changeBetween, nothingSeen, restated } from './slice-change.ts';
import type { SliceChange } from './slice-change.ts';

export interface TimedChange extends SliceChange {
  readonly edges: readonly TimedEdge[];
}

export interface AnsweredEvent {
  /** Null when nothing of the slice has changed. */
  readonly change: TimedChange | null;
  /** What concerns the subscriber from here on. */
  readonly watch: WatchSet;
}

export interface UpdatesParts {
  readonly log: Pick<Log, 'database' | 'positionOf'>;
  readonly index: LineageIndex;
  readonly slices: SliceReader;
  readonly times: EdgeTimesRepository;
  readonly versions: Pick<VersionRepository, 'writtenBy'>;
}

/** Longest list of an event; the cost of a subscription is reckoned with it (`@sizedBy(most:)`). */
const mostTold = 500;

/** Beyond so many ids it is cheaper to be asked about every entry. */
const maxWatched = 50_000;

/**
 * What happened to a slice between two places of the log. Nothing is remembered of a subscriber: the graph can be seen
 * with what was known at either place.
 */
export class UpdatesService {
  readonly #parts: UpdatesParts;

  constructor(parts: UpdatesParts) {
    this.#parts = parts;
  }

  /** @throws BadUserInputError when a slice like this cannot be followed. */
  async watch(principal: Principal, request: LineageRequest): Promise<WatchSet> {
    const query = liveQuery(request);
    return this.#parts.log.database.read(principal, async (tx) => {
      const slice = await this.#parts.slices.read(tx, query, request.columnPath ?? null);
      return this.#watched(tx, query, slice);
    });
  }

  /** @throws ResyncError when what was shown up to `event.after` has been corrected since. */
  async changeAt(principal: Principal, event: EventRoot, request: LineageRequest): Promise<AnsweredEvent> {
    const query = liveQuery(request);
    const after = event.after === undefined ? event.position - 1 : await this.#parts.log.positionOf(event.after);
    return this.#parts.log.database.read(principal, async (tx) => {
      await refuseCorrected(tx, event, after);
      const now = { ...query, ...(await knownAt(tx, event.position)) };
      const touched = await this.#touched(tx, event.keys, now);
      const column = request.columnPath ?? null;
      const slice = await this.#parts.slices.read(tx, now, column);
      const change = await this.#change(tx, { ...query, knownAt: after }, now, slice, column, touched);
      if (change && [change.nodes, change.edges, change.columnEdges].some((told) => told.length > mostTold))
        throw new ResyncError(await consumerCursor(tx, lineageProjectorName), 'more has changed at once than an event tells');
      return { change: change && (await this.#timed(tx, change, slice, now)), watch: await this.#watched(tx, now, slice) };
    });
  }

  /** Runs end without naming what they wrote again, and it stands differently then. */
  async #touched(tx: ReadTx, keys: readonly string[], now: SliceQuery): Promise<ReadonlySet<string>> {
    const runs = keys.filter((key) => key.startsWith('run_'));
    const written = runs.length === 0 ? [] : await this.#parts.versions.writtenBy(tx, runs);
    const ids = [...new Set([...keys, ...written])];
    return new Set([...ids, ...(await this.#parts.index.representatives(tx, ids, now))]);
  }

  async #change(
    tx: ReadTx,
    then: SliceQuery,
    now: SliceQuery,
    slice: TracedSlice | null,
    column: string | null,
    touched: ReadonlySet<string>,
  ): Promise<SliceChange | null> {
    const isTouched = (id: string): boolean => touched.has(id);
    if (now.tags === undefined) {
      const before = await this.#parts.slices.read(tx, then, column);
      return changeBetween(before ?? nothingSeen, slice ?? nothingSeen, isTouched);
    }
    // Tags have no history, so what a filter by them showed before is not known: it was a part of what the walks visit.
    const before = (await this.#parts.slices.read(tx, unfiltered(then), column)) ?? nothingSeen;
    const visited = (await this.#parts.slices.read(tx, unfiltered(now), column)) ?? nothingSeen;
    return changeBetween(before, visited, isTouched) && restated(slice ?? nothingSeen, [before, visited]);
  }

  async #timed(tx: ReadTx, change: SliceChange, slice: TracedSlice | null, view: SliceQuery): Promise<TimedChange> {
    return { ...change, edges: await timedEdges(tx, this.#parts.times, change.edges, jobsOf(slice ?? nothingSeen), view) };
  }

  async #watched(tx: ReadTx, query: SliceQuery, slice: TracedSlice | null): Promise<WatchSet> {
    // A root that is not there yet may come to be.
    if (!slice) return [query.rootId];
    const onPath = slice.traced.flatMap(({ sourceId, targetId, jobId }) => [sourceId, targetId, ...(jobId === null ? [] : [jobId])]);
    return (await this.#parts.index.watched(tx, query, [...new Set(onPath)], maxWatched)) ?? 'all';
  }
}

/** @throws BadUserInputError */
function liveQuery(request: LineageRequest): SliceQuery {
  if (request.asOf) throw new BadUserInputError('The past does not change: a slice with `asOf` cannot be followed.', { argument: 'asOf' });
  if (request.since)
    throw new BadUserInputError('A window cannot be followed: what it held earlier is not kept. Leave `since` out.', { argument: 'since' });
  return toSliceQuery(request);
}

/** @throws ResyncError when entries before `after` have been taken in again, or the graph was made anew over them. */
async function refuseCorrected(tx: ReadTx, event: EventRoot, after: number): Promise<void> {
  const isReplayed = [event.type, ...(event.types ?? [])].includes(quarantineReplayed);
  const rebuiltTo = await consumerRebuiltTo(tx, lineageProjectorName);
  if (isReplayed || (rebuiltTo !== null && after < rebuiltTo))
    throw new ResyncError(await consumerCursor(tx, lineageProjectorName), 'what was shown before has been corrected');
}

/** Nothing is known beyond the newest place, where the indexes of the newest state serve. */
async function knownAt(tx: ReadTx, position: number): Promise<{ knownAt?: number }> {
  const newest = decodeCursor(await consumerCursor(tx, lineageProjectorName)).position;
  return newest <= position ? {} : { knownAt: position };
}

function unfiltered({ namespaces: _namespaces, tags: _tags, ...query }: SliceQuery): SliceQuery {
  return { ...query, maxNodes: 3 * visitLimit };
}
