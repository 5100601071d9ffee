import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, FieldResolver, ID, Int, Query, registerEnumType, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { NeighboursService } from './neighbours.service.ts';
import { Neighbour, NeighbourConnection, toNeighbourConnection } from './neighbours.type.ts';

const sides = { UPSTREAM: 'UPSTREAM', DOWNSTREAM: 'DOWNSTREAM' } as const;

registerEnumType(sides, {
  name: 'NeighbourDirection',
  description: 'A side of a dataset or job.',
  valuesConfig: { UPSTREAM: { description: 'Where its data comes from.' }, DOWNSTREAM: { description: 'Where its data goes.' } },
});

@Resolver()
export class NeighboursResolver {
  readonly #service: NeighboursService;

  constructor(service: NeighboursService) {
    this.#service = service;
  }

  @Query(() => NeighbourConnection, {
    description: 'What is one edge away from a dataset or job, however much that is, by LATEST: for what `lineage` only counts as hidden.',
  })
  async neighbours(
    @Arg('id', () => ID, { description: 'Id of the dataset or job.' }) id: string,
    @Arg('direction', () => sides, { description: 'On which side.' }) direction: keyof typeof sides,
    @Arg('text', () => String, { nullable: true, description: 'Only those with this in their name, whatever the case.' })
    text: string | null,
    @Arg('asOf', () => Date, { nullable: true, description: 'The graph as it was at this instant; the newest state when not given.' })
    asOf: Date | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<NeighbourConnection> {
    const request = { id, direction, text: text ?? null, asOf: asOf ?? null, first: first ?? null, after: after ?? null };
    return toNeighbourConnection(await this.#service.neighbours(principal, request));
  }
}

@Resolver(() => Neighbour)
export class NeighbourResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset, when it is one.' })
  async dataset(@Root() { id, kind }: Neighbour, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return kind === 'DATASET' ? loadDataset(loaders, id) : null;
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job, when it is one.' })
  async job(@Root() { id, kind }: Neighbour, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return kind === 'JOB' ? loadJob(loaders, id) : null;
  }
}
