import { BadUserInputError } from '@hotpass/kernel';
import { checkValueCount, filterLimits, filtersIn, type Combined } from '@hotpass/server';
import type { RunState } from './run-health.ts';

/** Which runs a caller asks for. Everything that is given must hold; null is the same as not given. */
export interface RunFilter extends Combined<RunFilter> {
  readonly id?: IdFilter | null;
  readonly jobId?: IdFilter | null;
  readonly parentId?: IdFilter | null;
  readonly state?: StateFilter | null;
  readonly inputId?: IdFilter | null;
  readonly outputId?: IdFilter | null;
  readonly hasParent?: boolean | null;
  readonly startedAt?: TimeFilter | null;
  readonly endedAt?: TimeFilter | null;
  readonly nominalTime?: TimeFilter | null;
  readonly durationMs?: NumberFilter | null;
}

export interface IdFilter {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
  readonly contains?: string | null;
}

export interface StateFilter {
  readonly eq?: RunState | null;
  readonly in?: readonly RunState[] | null;
}

export interface TimeFilter {
  readonly gte?: Date | null;
  readonly lt?: Date | null;
}

export interface NumberFilter {
  readonly gte?: number | null;
  readonly lt?: number | null;
}

/**
 * Bounds a filter before it becomes SQL.
 * @throws LimitExceededError when it is nested too deeply or too long; BadUserInputError when an id cannot be one.
 */
export function checkRunFilter(filter: RunFilter): void {
  for (const part of filtersIn(filter, filterLimits)) {
    for (const ids of [part.id, part.jobId, part.parentId, part.inputId, part.outputId]) checkIds(ids);
    checkValueCount(part.state?.in, filterLimits);
  }
}

function checkIds(ids: IdFilter | null | undefined): void {
  checkValueCount(ids?.in, filterLimits);
  const texts = [ids?.eq, ids?.contains, ...(ids?.in ?? [])];
  if (texts.some((text) => text?.includes('\0'))) throw new BadUserInputError('No id holds the character U+0000.', { argument: 'filter' });
}
