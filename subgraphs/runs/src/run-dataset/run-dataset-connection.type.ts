import { decodePageCursor, encodePageCursor, PageInfo, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import { Field, Int, ObjectType } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import type { PageArguments } from '../run/run-page.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import type { Run } from '../run/run.type.ts';
import { RunDatasetEdge } from './run-dataset-edge.type.ts';
import type { DatasetRole } from './run-dataset.repository.ts';

@ObjectType({ description: 'A page of the datasets a run names (Relay Cursor Connections).' })
export class RunDatasetConnection {
  @Field(() => [Dataset], { description: 'The datasets of this page, by id.' })
  nodes: Dataset[];

  @Field(() => [RunDatasetEdge], { description: 'The datasets of this page with what the run tells of each.' })
  edges: RunDatasetEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { nullable: true, description: 'How many there are in all.' })
  totalCount: number | null;

  @Field(() => String, { description: 'Log position this page shows.' })
  cursor: string;
}

export async function runDatasetConnection(
  loaders: RunLoaders,
  run: Run,
  role: DatasetRole,
  page: PageArguments & { readonly datasetId: string | null | undefined },
): Promise<RunDatasetConnection> {
  const found = await loaders.datasets.load({
    runId: run.id,
    role,
    size: pageSize(page.first),
    after: datasetPlace(page.after),
    only: page.datasetId ?? null,
  });
  const pageInfo = pageInfoOf(found.datasetIds, (id) => [id], found);
  const nodes = found.datasetIds.map((id) => Object.assign(new Dataset(), { id }));
  const edges = nodes.map((node) => Object.assign(new RunDatasetEdge(), { node, cursor: encodePageCursor([node.id]), run, role }));
  return Object.assign(new RunDatasetConnection(), { nodes, edges, pageInfo, totalCount: found.totalCount, cursor: found.cursor });
}

function datasetPlace(cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const [id] = decodePageCursor(cursor, 1);
  if (typeof id !== 'string' || id.includes('\0')) throw wrongPageCursor();
  return id;
}
