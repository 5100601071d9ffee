/** What health is judged by. */
export interface RunsSettings {
  /** A run is LATE once it has run this many times the median of its job's last completed runs. */
  readonly lateFactor: number;
  /** How many of the job's last completed runs make the median. */
  readonly medianOverRuns: number;
  /** A running run that has said nothing for this long is STALLED. */
  readonly stalledAfterMs: number;
}

export const defaultRunsSettings: RunsSettings = { lateFactor: 2, medianOverRuns: 20, stalledAfterMs: 24 * 60 * 60 * 1_000 };
