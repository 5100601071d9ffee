import { jobId } from '@hotpass/kernel';
import type { RequestContext } from '@hotpass/server';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { NodeIdentification } from '../node/identification.args.ts';
import { identify } from '../node/identify.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { Job, toJob } from './job.type.ts';

@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: 'One job, by its id or by namespace and name.' })
  job(@Args(() => NodeIdentification) by: NodeIdentification, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return loadJob(loaders, identify(by, jobId));
  }
}

/** Null when there is no such job, also when the id is of something else. */
export async function loadJob(loaders: LineageLoaders, id: string): Promise<Job | null> {
  const row = await loaders.node.load(id);
  return row?.kind === 'job' ? toJob(row) : null;
}
