import { portOf, type Box } from './boxes.ts';
import type { ColumnSegment, LayoutColumnEdge } from './layout.ts';
import { routeLine, type LineEnd, type Surroundings } from './route.ts';

interface Draft {
  readonly part: ColumnSegment['part'];
  readonly source: Box;
  readonly sourceColumn: string | null;
  readonly target: Box;
  readonly targetColumn: string | null;
  readonly stepIds: string[];
}

/** Inputs that are traced meet a job this far apart, as long as all fit. */
const inputStep = 8;
const inputRoom = 24;

/** The lines of the traced path. What several steps have in common, into a job or out of it, is one line. */
export function columnSegments(
  edges: readonly LayoutColumnEdge[],
  boxes: ReadonlyMap<string, Box>,
  around: Surroundings,
): readonly ColumnSegment[] {
  const drafts = draftsOf(edges, boxes);
  const inputs = inputsOf(drafts);
  return [...drafts].map(([id, draft]) => {
    const { part, source, target, stepIds } = draft;
    const from: LineEnd = { box: source, y: source.y + (part === 'out' ? source.height / 2 : portOf(source, draft.sourceColumn)) };
    const to: LineEnd = { box: target, y: part === 'in' ? inputs.get(id)! : target.y + portOf(target, draft.targetColumn) };
    return { ...routeLine(id, from, to, around), part, stepIds };
  });
}

function draftsOf(edges: readonly LayoutColumnEdge[], boxes: ReadonlyMap<string, Box>): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  const add = (id: string, stepId: string, draft: Omit<Draft, 'stepIds'>): void => {
    const known = drafts.get(id);
    if (known) known.stepIds.push(stepId);
    else drafts.set(id, { ...draft, stepIds: [stepId] });
  };
  for (const { id, sourceId, sourceColumn, targetId, targetColumn, jobId } of edges) {
    const source = boxes.get(sourceId);
    const target = boxes.get(targetId);
    const job = jobId === null ? undefined : boxes.get(jobId);
    const from = `${sourceId}.${sourceColumn ?? ''}`;
    const to = `${targetId}.${targetColumn ?? ''}`;
    if (job) {
      if (source) add(`${from}>${job.id}`, id, { part: 'in', source, sourceColumn, target: job, targetColumn: null });
      if (target) add(`${job.id}>${to}`, id, { part: 'out', source: job, sourceColumn: null, target, targetColumn });
    } else if (source && target) add(`${from}>${to}`, id, { part: 'whole', source, sourceColumn, target, targetColumn });
  }
  return drafts;
}

/** Where each line meets its job: in the order of where they come from, around its middle. */
function inputsOf(drafts: ReadonlyMap<string, Draft>): ReadonlyMap<string, number> {
  const byJob = new Map<Box, { readonly id: string; readonly from: number }[]>();
  for (const [id, { part, source, sourceColumn, target }] of drafts) {
    if (part !== 'in') continue;
    const inputs = byJob.get(target) ?? [];
    inputs.push({ id, from: source.y + portOf(source, sourceColumn) });
    byJob.set(target, inputs);
  }
  const places = new Map<string, number>();
  for (const [job, inputs] of byJob) {
    const step = inputs.length < 2 ? 0 : Math.min(inputStep, inputRoom / (inputs.length - 1));
    const first = job.y + job.height / 2 - (step * (inputs.length - 1)) / 2;
    const sorted = inputs.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
    for (const [index, { id }] of sorted.entries()) places.set(id, first + index * step);
  }
  return places;
}
