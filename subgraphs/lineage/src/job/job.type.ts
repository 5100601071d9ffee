import { PageInfo } from '@hotpass/server';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Namespace } from '../namespace/namespace.type.ts';
import type { NodeRow } from '../node/node.row.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A process that reads and writes datasets, run again and again.' })
export class Job {
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

@ObjectType({ description: 'A page of jobs, by name.' })
export class JobConnection {
  @Field(() => [Job], { description: 'The jobs of this page.' })
  nodes: readonly Job[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

export function toJob(row: NodeRow): Job {
  const namespace = { id: row.namespaceId, name: row.namespace };
  return { id: row.id, namespace, name: row.name, firstSeenAt: row.firstSeen, lastSeenAt: row.lastSeen };
}
