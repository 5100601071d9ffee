import { cutPage, decodePageCursor, PageInfo, pageSize, wrongPageCursor } from '@hotpass/server';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { RunState } from '../run/run-health.ts';
import type { PageArguments } from '../run/run-page.ts';
import { Run, RunStateEnum, toRun } from '../run/run.type.ts';
import type { StepRow, StepTree } from './waterfall.ts';

@ObjectType({ description: 'A run below another one, as a waterfall shows it.' })
export class RunStep {
  @Field(() => Run, { description: 'The run.' })
  run: Run;

  @Field(() => ID, { description: 'Id of the run it stands under.' })
  parentId: string;

  @Field(() => Int, { description: 'How many levels below the run at the top, from 1.' })
  depth: number;

  @Field(() => Float, { description: 'Milliseconds from the start of the run at the top to its start; negative when clocks disagree.' })
  offsetMs: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds from its start to its end; null while it has not ended, or when that is not told.',
  })
  durationMs: number | null;

  @Field(() => RunStateEnum, { description: 'What its events say it is doing.' })
  state: RunState;

  /** The run at the top, and all below it; not part of the API. */
  top: Run;

  tree: StepTree;
}

@ObjectType({ description: 'A page of the steps of a run (Relay Cursor Connections).' })
export class RunStepConnection {
  @Field(() => [RunStep], { description: 'Steps in the order of a waterfall: each before those below it, those of one parent by start.' })
  nodes: RunStep[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { nullable: true, description: 'How many steps there are; null when more than are read (`truncated`).' })
  totalCount: number | null;

  @Field(() => Boolean, { description: 'There are more than 1,000 steps, or deeper ones than 32 levels; the nearest to the top are here.' })
  truncated: boolean;

  @Field(() => String, { description: 'Log position this page shows.' })
  cursor: string;
}

/** A page of what is below a run. @throws BadUserInputError when the size or the cursor is wrong. */
export function runStepConnection(top: Run, tree: StepTree, page: PageArguments): RunStepConnection {
  const start = placeAfter(tree.steps, page.after);
  const { items, pageInfo } = cutPage(tree.steps, { start, size: pageSize(page.first) }, ({ id }) => [id]);
  const nodes = items.map((step) => toRunStep(top, tree, step));
  const totalCount = tree.truncated ? null : tree.steps.length;
  return Object.assign(new RunStepConnection(), { nodes, pageInfo, totalCount, truncated: tree.truncated, cursor: tree.cursor });
}

function toRunStep(top: Run, tree: StepTree, step: StepRow): RunStep {
  const offsetMs = step.startedAt.getTime() - top.startedAt.getTime();
  const { depth, durationMs, state, parentRunId } = step;
  return Object.assign(new RunStep(), {
    run: toRun(step)!,
    parentId: parentRunId ?? top.id,
    depth,
    offsetMs,
    durationMs,
    state,
    top,
    tree,
  });
}

function placeAfter(steps: readonly StepRow[], after: string | null | undefined): number {
  if (after === null || after === undefined) return 0;
  const [id] = decodePageCursor(after, 1);
  const place = steps.findIndex((step) => step.id === id);
  if (place < 0) throw wrongPageCursor();
  return place + 1;
}
