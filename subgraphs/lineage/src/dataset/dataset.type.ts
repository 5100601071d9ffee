import { Directive, Field, ObjectType } from 'type-graphql';
import type { NodeFilter } from '../catalog/catalog-filter.ts';
import { GraphPage, GraphVertex, toVertex } from '../node/graph-vertex.type.ts';
import type { NodeRow } from '../node/node.row.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A table, topic, file or other collection of data that jobs read or write.' })
export class Dataset extends GraphVertex {}

@ObjectType({ description: 'A page of datasets, by name.' })
export class DatasetConnection extends GraphPage {
  @Field(() => [Dataset], { description: 'The datasets of this page.' })
  nodes: readonly Dataset[];

  /** Not part of the API: what is counted. */
  which: NodeFilter;
}

export function toDataset(row: NodeRow): Dataset {
  return toVertex(row);
}
