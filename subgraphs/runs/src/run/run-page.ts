import { BadUserInputError } from '@hotpass/kernel';
import { decodePageCursor, pageSize, type PageKey } from '@hotpass/server';
import type { RunRow } from './run.row.ts';

export type RunOrderField = 'STARTED_AT' | 'ENDED_AT';

export interface RunOrder {
  readonly field: RunOrderField;
  readonly direction: 'ASC' | 'DESC';
}

export const newestFirst: RunOrder = { field: 'STARTED_AT', direction: 'DESC' };

/** Arguments of a connection, as Relay names them. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** A place in the list: between runs that sort before it and after it, whether or not its run is still there. */
export interface RunPlace {
  /** Null is the end of a run that has not ended: later than every time. */
  readonly time: Date | null;
  readonly runId: string;
}

export interface RunPageRequest {
  readonly order: RunOrder;
  readonly size: number;
  /** Counted from the end of the list (`last`). */
  readonly backward: boolean;
  readonly after: RunPlace | null;
  readonly before: RunPlace | null;
}

/** @throws BadUserInputError when sizes or cursors are wrong. */
export function runPageRequest(page: PageArguments, order: RunOrder): RunPageRequest {
  const backward = page.last !== null && page.last !== undefined;
  if (backward && page.first !== null && page.first !== undefined) {
    throw new BadUserInputError('Ask for `first` or for `last`, not for both.', { argument: 'last' });
  }
  return {
    order,
    size: backward ? pageSize(page.last, 'last') : pageSize(page.first, 'first'),
    backward,
    after: runPlace(page.after, order, 'after'),
    before: runPlace(page.before, order, 'before'),
  };
}

/** The place of a run in lists of this order. It names field and key, so new runs do not shift it. */
export function runPageKey(run: RunRow, order: RunOrder): PageKey {
  const time = order.field === 'STARTED_AT' ? run.startedAt : run.endedAt;
  return [order.field, time?.getTime() ?? null, run.id];
}

function runPlace(cursor: string | null | undefined, order: RunOrder, argument: 'after' | 'before'): RunPlace | null {
  if (cursor === null || cursor === undefined) return null;
  const [field, time, runId] = decodePageCursor(cursor, 3);
  if (field !== order.field || typeof runId !== 'string' || runId.includes('\0') || !(time === null || isTime(time))) {
    throw new BadUserInputError('This page cursor is not one of a list in this order.', { argument });
  }
  return { time: time === null ? null : new Date(time), runId };
}

const firstTime = Date.parse('0001-01-01T00:00:00Z');
const lastTime = Date.parse('9999-12-31T23:59:59.999Z');

/** Within the years that events can have. */
function isTime(time: unknown): time is number {
  return typeof time === 'number' && Number.isInteger(time) && time >= firstTime && time <= lastTime;
}
