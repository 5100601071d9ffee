import { PageInfo } from '@hotpass/server';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { NamespaceRow } from './namespace.repository.ts';

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A namespace of OpenLineage: what makes the names of jobs and datasets unique, often a scheduler or a storage.',
})
export class Namespace {
  @Field(() => ID, { description: 'Derived from the name.' })
  id: string;

  @Field(() => String, { description: 'As producers write it.' })
  name: string;
}

@ObjectType({ description: 'A page of namespaces, by name.' })
export class NamespaceConnection {
  @Field(() => [Namespace], { description: 'The namespaces of this page.' })
  nodes: readonly Namespace[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

export function toNamespace(row: NamespaceRow): Namespace {
  return { id: row.id, name: row.name };
}
