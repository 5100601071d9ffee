import type { RunRow } from '../run/run.row.ts';
import type { DatasetDifference } from './dataset-difference.ts';

export type ComparisonPart =
  | 'OTHER_RUN'
  | 'DURATION'
  | 'INPUTS'
  | 'INPUT_VERSIONS'
  | 'OUTPUTS'
  | 'PARAMETERS'
  | 'CODE'
  | 'FACETS'
  | 'ERROR';

/** Something a comparison cannot say, and why, in words for people. */
export interface ComparisonGap {
  readonly part: ComparisonPart;
  readonly words: string;
}

/** What is known of both runs, as far as gaps follow from it. */
export interface ComparedParts {
  readonly inputs: readonly DatasetDifference[];
  readonly outputs: readonly DatasetDifference[];
  readonly hasFacets: Sides;
  readonly hasParameters: Sides;
  readonly hasCode: Sides;
  readonly hasError: Sides;
}

/** Of the run, and of the other one. */
type Sides = readonly [run: boolean, other: boolean];

export function nothingToCompareWith(given: boolean): ComparisonGap {
  const words = given
    ? 'No event of the run to compare with is known.'
    : 'No run of this job had completed when this one started, so there is nothing to compare it with.';
  return { part: 'OTHER_RUN', words };
}

export function comparisonGaps(run: RunRow, other: RunRow, parts: ComparedParts): ComparisonGap[] {
  const failed: Sides = [run.state !== 'FAILED' || parts.hasError[0], other.state !== 'FAILED' || parts.hasError[1]];
  return [
    ...gaps('DURATION', [durationGap(run), durationGap(other)]),
    ...gaps('INPUTS', missing(named(parts.inputs), 'names no inputs')),
    ...versionGaps(parts.inputs),
    ...gaps('OUTPUTS', missing(named(parts.outputs), 'names no outputs')),
    ...gaps('PARAMETERS', missing(parts.hasParameters, 'told no parameters')),
    ...gaps('CODE', missing(parts.hasCode, 'told nothing of its code')),
    ...gaps('FACETS', missing(parts.hasFacets, 'carries no facets')),
    ...gaps('ERROR', missing(failed, 'failed and told no error')),
  ];
}

/** What is the matter with each side; null where nothing is. */
type Matters = readonly [run: string | null, other: string | null];

function gaps(part: ComparisonPart, [run, other]: Matters): ComparisonGap[] {
  if (run !== null && run === other) return [{ part, words: `Each of the two runs ${run}.` }];
  return [
    ...(run === null ? [] : [{ part, words: `This run ${run}.` }]),
    ...(other === null ? [] : [{ part, words: `The other run ${other}.` }]),
  ];
}

function missing([run, other]: Sides, matter: string): Matters {
  return [run ? null : matter, other ? null : matter];
}

function durationGap(run: RunRow): string | null {
  if (run.durationMs !== null) return null;
  return run.endedAt ? 'told its end only, so how long it took is not known' : 'has not ended, so it has no duration';
}

function named(differences: readonly DatasetDifference[]): Sides {
  return [differences.some(({ change }) => change !== 'REMOVED'), differences.some(({ change }) => change !== 'ADDED')];
}

function versionGaps(inputs: readonly DatasetDifference[]): ComparisonGap[] {
  const both = inputs.filter(({ change }) => change !== 'ADDED' && change !== 'REMOVED').length;
  const unknown = inputs.filter(({ change }) => change === 'VERSION_UNKNOWN').length;
  if (unknown === 0) return [];
  return [{ part: 'INPUT_VERSIONS', words: `It is not known which versions they read of ${unknown} of ${both} inputs they share.` }];
}
