import type { RunFacts } from './run-sentence.ts';
import type { PageRun } from './use-run-page.ts';

/** What the sentence of a run is made of, from what the hub answers. */
export function factsOfRun(run: PageRun): RunFacts {
  const { failure } = run;
  return {
    state: run.state,
    health: run.health,
    job: run.job?.name ?? null,
    startedMs: run.startedAt ? Date.parse(run.startedAt) : null,
    durationMs: run.durationMs ?? null,
    usualMs: run.job?.medianDurationMs ?? null,
    failure: failure
      ? {
          afterMs: failure.afterMs ?? null,
          step: failure.step?.job?.name ?? null,
          broken: failure.brokenAssertions.map(({ assertion, dataset }) => ({
            dataset: dataset?.name ?? null,
            rule: assertion.assertion,
            column: assertion.column ?? null,
          })),
          causes: failure.causes.map(({ reason, dataset, run: cause }) => ({
            reason,
            dataset: dataset?.name ?? null,
            job: cause?.job?.name ?? null,
          })),
          hasMessage: run.error !== null,
        }
      : null,
  };
}

/** What opens lineage at a moment; nothing where it is not known, which opens it as it is now. */
export function momentSearch(at: string | null | undefined): string {
  return at ? `?at=${encodeURIComponent(at).replaceAll('%3A', ':')}` : '';
}
