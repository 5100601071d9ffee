import { plural, t } from '@lingui/core/macro';
import type { GraphVertex, RunSummary, VertexCard } from '../lineage-graph/model.ts';
import type { Status } from '../../ui/StatusGlyph.tsx';
import { cutMiddle, formatDuration } from '../../ui/format.ts';

/** The state a card shows: lateness of a live run comes before its state. */
export function statusOf(run: RunSummary | null): Status {
  if (!run) return 'unknown';
  if (run.state === 'RUNNING' && run.health !== 'ON_TIME') return 'late';
  const names = { ABORTED: 'aborted', COMPLETED: 'completed', FAILED: 'failed', RUNNING: 'running', UNKNOWN: 'unknown' } as const;
  return names[run.state];
}

/** The second line of a job: how long it took, how long it has run, or what went wrong. */
export function jobLine(card: VertexCard | undefined, nowMs: number, isPast = false): string {
  const run = card?.run;
  if (!card || card.status === 'loading' || card.status === 'past') return '';
  if (card.status === 'unknown') return t`Status unknown`;
  // Runs of the past are not asked for.
  if (!run) return isPast ? '' : t`Never ran`;
  const running = run.startedAt === null ? '' : formatDuration(Math.max(0, nowMs - Date.parse(run.startedAt)));
  switch (run.state) {
    case 'RUNNING':
      if (run.health === 'STALLED') return t`Stalled ${running}`;
      return run.health === 'LATE' ? t`Late, running ${running}` : t`Running ${running}`;
    case 'FAILED':
      return run.error ? t`Failed: ${firstWords(run.error)}` : t`Failed`;
    case 'ABORTED':
      return t`Aborted`;
    case 'COMPLETED':
      return run.durationMs === null ? t`Completed` : formatDuration(run.durationMs);
    case 'UNKNOWN':
      return t`State unknown`;
  }
}

/** What follows the namespace on the second line of a dataset. */
export function freshness(card: VertexCard, nowMs: number): string {
  if (card.state === 'DROPPED') return t`dropped`;
  if (card.state === 'RENAMED') return t`renamed`;
  const run = card.run;
  if (!run) return '';
  if (run.state === 'RUNNING') return run.health === 'ON_TIME' ? t`being written` : t`late`;
  const age = run.endedAt === null ? '' : ago(nowMs - Date.parse(run.endedAt));
  if (run.state === 'FAILED') return age === '' ? t`write failed` : t`failed ${age}`;
  if (run.state === 'ABORTED') return age === '' ? t`write aborted` : t`aborted ${age}`;
  return age;
}

/** How a vertex stands, in the words of its kind; also that it could not be read. */
export function stateWords(kind: GraphVertex['kind'], card: VertexCard | undefined, nowMs: number): string {
  if (kind === 'JOB' || !card) return jobLine(card, nowMs);
  return card.status === 'unknown' ? t`Status unknown` : freshness(card, nowMs);
}

/** One unit is enough on a card. A browser's clock behind the hub's reads as now. */
function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t`${seconds} s ago`;
  if (seconds < 3600) return t`${Math.floor(seconds / 60)} m ago`;
  if (seconds < 48 * 3600) return t`${Math.floor(seconds / 3600)} h ago`;
  return t`${Math.floor(seconds / 86_400)} d ago`;
}

function firstWords(error: string): string {
  const line = error.trim().split('\n', 1)[0] ?? '';
  return cutMiddle(line.replace(/^[\w.]*?(\w+(?:Error|Exception)):\s*/, ''), 40);
}

/** “1 hop up”, in steps between vertices of the subject's kind; a vertex between two steps counts to the farther one. */
export function hopWords(hop: number): string {
  const steps = Math.ceil(Math.abs(hop) / 2);
  if (hop === 0) return t`subject`;
  return hop < 0 ? plural(steps, { one: '# hop up', other: '# hops up' }) : plural(steps, { one: '# hop down', other: '# hops down' });
}

/** The heading of a hop: in words, or as a signed number where there is no room for them. */
export function rulerLabel(hop: number, short: boolean): string {
  if (!short) return hopWords(hop);
  const steps = Math.abs(hop) / 2;
  if (hop === 0) return '0';
  return hop < 0 ? `−${steps}` : `+${steps}`;
}

export interface Degree {
  readonly upstream: number;
  readonly downstream: number;
}

/** What a vertex is called by those who do not see it (ux §4.5). */
export function vertexLabel(vertex: GraphVertex, card: VertexCard | undefined, degree: Degree, nowMs: number, isPast = false): string {
  const parts = [vertex.kind === 'DATASET' ? t`Dataset ${vertex.name}` : t`Job ${vertex.name}`];
  if (card?.status === 'unknown') parts.push(t`status unknown`);
  else if (card) {
    const state = vertex.kind === 'JOB' ? jobLine(card, nowMs, isPast) : freshness(card, nowMs);
    if (state !== '') parts.push(state);
    if (card.piiColumnCount > 0) {
      parts.push(plural(card.piiColumnCount, { one: '# PII column', other: '# PII columns' }));
    } else if (card.hasPii) parts.push(t`PII`);
  }
  parts.push(hopWords(vertex.hop), t`${degree.upstream} upstream`, t`${degree.downstream} downstream`);
  return parts.join(', ');
}
