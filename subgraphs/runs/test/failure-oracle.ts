import { runId } from '@hotpass/kernel';

/** A run as a test made it up; times are minutes. */
export interface MadeUpRun {
  readonly name: string;
  readonly job: string;
  readonly start: number;
  readonly end: number | null;
  readonly outcome: 'COMPLETE' | 'FAIL' | 'ABORT';
  readonly due: number | null;
  readonly parent: string | null;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Which run explains which, by the definition in the README, naively: every pair is looked at. */
export function expectedCauses(runs: readonly MadeUpRun[], now: number): Map<string, Set<string>> {
  const causes = new Map<string, Set<string>>();
  const pending = runs.filter((run) => failed(run));
  for (const run of pending) {
    if (causes.has(run.name)) continue;
    const found = [
      ...run.inputs.flatMap((dataset) => writerOf(run, dataset, runs) ?? []).filter((writer) => explains(writer, run, runs, now)),
      ...runs.filter((step) => step.parent === run.name && failed(step) && !madeGood(step, runs)),
    ];
    causes.set(run.name, new Set(found.map(({ name }) => name)));
    pending.push(...found);
  }
  return causes;
}

function failed(run: MadeUpRun): boolean {
  return run.end !== null && run.outcome === 'FAIL';
}

function madeGood(step: MadeUpRun, runs: readonly MadeUpRun[]): boolean {
  return runs.some(
    (run) => run.parent === step.parent && run.job === step.job && run.end !== null && run.outcome === 'COMPLETE' && run.end > step.end!,
  );
}

function writerOf(run: MadeUpRun, dataset: string, runs: readonly MadeUpRun[]): MadeUpRun | null {
  const before = runs.filter((other) => other !== run && other.name !== run.parent && other.start < run.start);
  const writer = newest(before.filter(({ outputs }) => outputs.includes(dataset)));
  const next = writer && newest(before.filter(({ job }) => job === writer.job));
  return next && next.outputs.length === 0 ? next : writer;
}

function newest(runs: readonly MadeUpRun[]): MadeUpRun | null {
  return runs.toSorted((a, b) => a.start - b.start || (runId(a.name) < runId(b.name) ? -1 : 1)).at(-1) ?? null;
}

function explains(writer: MadeUpRun, run: MadeUpRun, runs: readonly MadeUpRun[], now: number): boolean {
  const runEnd = run.end ?? now;
  if (writer.end !== null && writer.end <= runEnd && writer.outcome !== 'COMPLETE') return true;
  if (writer.end !== null && writer.end <= run.start) return false;
  const usual = medianOf(runs.filter(({ job, end, outcome }) => job === writer.job && end !== null && outcome === 'COMPLETE'));
  const lateFrom = Math.min(writer.due ?? Infinity, usual === null ? Infinity : writer.start + 2 * usual);
  return lateFrom <= Math.min(writer.end ?? Infinity, runEnd);
}

function medianOf(completed: readonly MadeUpRun[]): number | null {
  const durations = completed.map(({ start, end }) => end! - start).toSorted((a, b) => a - b);
  if (durations.length === 0) return null;
  const middle = (durations.length - 1) / 2;
  return (durations[Math.floor(middle)]! + durations[Math.ceil(middle)]!) / 2;
}
