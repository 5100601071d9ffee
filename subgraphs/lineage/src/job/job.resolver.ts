import { jobId } from '@hotpass/kernel';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { identify } from '../node/identify.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { Job, toJob } from './job.type.ts';

@Resolver(() => Job)
export class JobResolver {
  // type-graphql prints arguments in reverse order.
  @Query(() => Job, { nullable: true, description: 'One job, by its id or by namespace and name.' })
  job(
    @Arg('name', () => String, { nullable: true, description: 'Its name, together with `namespace`.' }) name: string | null,
    @Arg('namespace', () => String, { nullable: true, description: 'Name of its namespace, together with `name`.' }) namespace:
      | string
      | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id, instead of both.' }) id: string | null,
    @Ctx() { loaders }: RequestContext<LineageLoaders>,
  ): Promise<Job | null> {
    return loadJob(loaders, identify({ id, namespace, name }, jobId));
  }
}

/** Null when there is no such job, also when the id is of something else. */
export async function loadJob(loaders: LineageLoaders, id: string): Promise<Job | null> {
  const row = await loaders.node.load(id);
  return row?.kind === 'job' ? toJob(row) : null;
}
