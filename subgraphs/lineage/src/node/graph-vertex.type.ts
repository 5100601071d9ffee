import { PageInfo } from '@hotpass/server';
import { Field, ID, ObjectType } from 'type-graphql';
import { Namespace } from '../namespace/namespace.type.ts';
import type { NodeRow } from './node.row.ts';

/** What datasets and jobs have alike; no type of the API itself. */
@ObjectType()
export abstract class GraphVertex {
  @Field(() => ID, { description: 'Derived from namespace and name, so it is the same on every hub.' })
  id: string;

  @Field(() => Namespace, { description: 'What makes its name unique.' })
  namespace: Namespace;

  @Field(() => String, { description: 'As producers write it.' })
  name: string;

  @Field(() => Date, { description: 'Time of the first event that names it.' })
  firstSeenAt: Date;

  @Field(() => Date, { description: 'Time of the last event that names it.' })
  lastSeenAt: Date;
}

/** What every page of a list has; no type of the API itself. */
@ObjectType()
export abstract class GraphPage {
  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

export function toVertex(row: NodeRow): GraphVertex {
  const namespace = { id: row.namespaceId, name: row.namespace };
  return { id: row.id, namespace, name: row.name, firstSeenAt: row.firstSeen, lastSeenAt: row.lastSeen };
}
