import type { useGraphClient } from '../../client/clients-context.ts';
import { csvOf } from '../../features/export/csv.ts';
import { download } from '../../features/export/download.ts';
import { pngOf } from '../../features/lineage-export/draw-canvas.ts';
import { pagePalette } from '../../features/lineage-export/page-palette.ts';
import type { NamedStep } from '../../features/waterfall/Waterfall.tsx';
import { layoutWaterfall } from '../../features/waterfall/waterfall-layout.ts';
import { waterfallPicture } from '../../features/waterfall/waterfall-picture.ts';
import { RunEventsDocument } from '../../generated/graphql/graphql.ts';
import type { WaterfallMode } from '../../address/run-address.ts';
import { serverNow } from '../../ui/server-clock.ts';
import type { PageRun } from './use-run-page.ts';

type Client = ReturnType<typeof useGraphClient>;

/** The steps a page has; files of fewer than there are say so in their names. */
export interface ExportedSteps {
  readonly all: readonly NamedStep[];
  readonly isWhole: boolean;
}

function nameOf(run: PageRun, { isWhole }: ExportedSteps, rest: string): string {
  return `${run.id}${isWhole ? '' : '-incomplete'}${rest}`;
}

/** The run and its steps as the page has them. */
export function exportRunJson(run: PageRun, steps: ExportedSteps): void {
  const text = JSON.stringify({ run, steps: steps.all, isWhole: steps.isWhole }, null, 2);
  download(nameOf(run, steps, '.json'), `${text}\n`, 'application/json');
}

/** A line a step. */
export function exportStepsCsv(run: PageRun, steps: ExportedSteps): void {
  const head = ['run', 'parent', 'depth', 'job', 'state', 'offset_ms', 'duration_ms', 'follows', 'error'];
  const lines = steps.all.map((step) => [
    step.id,
    step.parentId,
    step.depth,
    step.name,
    step.state,
    step.offsetMs,
    step.durationMs,
    step.follows.join(' '),
    step.message,
  ]);
  download(nameOf(run, steps, '-steps.csv'), csvOf([head, ...lines]), 'text/csv');
}

/** The waterfall as it is ordered on the page, whatever is in sight, in the theme on show. */
export async function exportWaterfallPng(run: PageRun, steps: ExportedSteps, mode: WaterfallMode, title: string): Promise<void> {
  const nowMs = run.startedAt ? serverNow() - Date.parse(run.startedAt) : 0;
  const layout = layoutWaterfall(steps.all, { durationMs: run.durationMs ?? null, nowMs }, mode);
  download(nameOf(run, steps, '.png'), await pngOf(waterfallPicture(layout, title), pagePalette()));
}

/** Every event of the run as it came in, oldest first, a line each; the name of the file says when it is not all of them. */
export async function exportRunEvents(client: Client, runId: string): Promise<void> {
  const { bodies, isWhole } = await readBodies(client, runId);
  download(`${runId}${isWhole ? '' : '-incomplete'}.ndjson`, bodies.toReversed().join(''), 'application/x-ndjson');
}

interface Bodies {
  readonly bodies: readonly string[];
  readonly isWhole: boolean;
}

async function readBodies(client: Client, id: string, before: readonly string[] = [], after: string | null = null): Promise<Bodies> {
  const { data, error } = await client.query(RunEventsDocument, { id, after });
  if (!data) return { bodies: before, isWhole: false };
  const { nodes, pageInfo } = data.events;
  const bodies = [...before, ...nodes.flatMap(({ body }) => (body ? [`${lineOf(body)}\n`] : []))];
  const hasAll = !error && nodes.every(({ body }) => body);
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (!next) return { bodies, isWhole: hasAll };
  const rest = await readBodies(client, id, bodies, next);
  return { ...rest, isWhole: rest.isWhole && hasAll };
}

/** A body may have been sent with line breaks, which mean nothing in JSON. */
function lineOf(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body.replace(/\s+/g, ' ');
  }
}
