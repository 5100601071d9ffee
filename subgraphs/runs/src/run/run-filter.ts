import { BadUserInputError } from '@hotpass/kernel';
import { checkValueCount, filterLimits, filtersIn, filterTooLarge, type Combined } from '@hotpass/server';
import { isEncodable } from '@hotpass/openlineage';
import type { RunHealth, RunState } from './run-health.ts';

/** Which jobs, by how they are called. Everything that is given must hold; null is the same as not given. */
export interface JobNames {
  readonly name?: NameFilter | null;
  readonly namespace?: NameFilter | null;
}

/** Which runs a caller asks for. Everything that is given must hold; null is the same as not given. */
export interface RunFilter extends Combined<RunFilter> {
  readonly id?: IdFilter | null;
  readonly jobId?: IdFilter | null;
  readonly jobName?: NameFilter | null;
  /** Name of the namespace of its job. */
  readonly jobNamespace?: NameFilter | null;
  readonly parentId?: IdFilter | null;
  readonly state?: StateFilter | null;
  readonly health?: HealthFilter | null;
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

export interface NameFilter {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
  /** Whatever the case and accents. */
  readonly contains?: string | null;
}

export interface HealthFilter {
  readonly eq?: RunHealth | null;
  readonly in?: readonly RunHealth[] | null;
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

const limits = { ...filterLimits, characters: 5_000 } as const;

/**
 * Bounds a filter before it becomes SQL.
 * @throws LimitExceededError when it is nested too deeply or too long; BadUserInputError when an id or a name cannot be one.
 */
export function checkRunFilter(filter: RunFilter): void {
  for (const part of filtersIn(filter, limits)) {
    for (const ids of [part.id, part.jobId, part.parentId, part.inputId, part.outputId]) checkIds(ids);
    checkJobNames({ name: part.jobName ?? null, namespace: part.jobNamespace ?? null });
    for (const words of [part.state, part.health]) checkValueCount(words?.in, limits);
  }
}

function checkIds(ids: IdFilter | null | undefined): void {
  checkValueCount(ids?.in, limits);
  const texts = [ids?.eq, ids?.contains, ...(ids?.in ?? [])];
  if (texts.some((text) => text?.includes('\0'))) throw new BadUserInputError('No id holds the character U+0000.', { argument: 'filter' });
}

/** @throws LimitExceededError or BadUserInputError when a name cannot be one. */
export function checkJobNames({ name, namespace }: JobNames): void {
  for (const names of [name, namespace]) checkNames(names);
}

function checkNames(names: NameFilter | null | undefined): void {
  checkValueCount(names?.in, limits);
  for (const text of [names?.eq, names?.contains, ...(names?.in ?? [])]) {
    if (text === null || text === undefined) continue;
    if (!isEncodable(text)) throw new BadUserInputError('No name holds the character U+0000 or half a character.', { argument: 'filter' });
    if (text.length > limits.characters) throw filterTooLarge(`holds a text of more than ${limits.characters} characters`, limits);
  }
}
