import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadJob } from '../job/job.resolver.ts';
import { Job } from '../job/job.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { GraphService } from './graph.service.ts';
import { DatasetNode, JobNode, LineageGraph, toLineageEdge, toLineageNode } from './lineage-graph.type.ts';
import { LineageSlice, toLineageSlice } from './lineage-slice.type.ts';
import { LineageInput } from './lineage.input.ts';

@Resolver()
export class GraphResolver {
  readonly #service: GraphService;

  constructor(service: GraphService) {
    this.#service = service;
  }

  @Directive('@sizedBy(argument: "input.maxNodes")')
  @Query(() => LineageGraph, {
    description:
      'Where the data of a dataset or job comes from and where it goes. An absent root is NOT_FOUND, whose `cursor` is the place to follow it from.',
  })
  async lineage(
    @Arg('input', () => LineageInput, { description: 'Which part of the graph.' }) input: LineageInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<LineageGraph> {
    const { nodes, edges, ...others } = await this.#service.lineage(principal, input);
    const [root, ...further] = nodes.map(toLineageNode);
    return { root: root!, nodes: [root!, ...further], edges: edges.map(toLineageEdge), ...others };
  }

  @Query(() => LineageSlice, { description: 'What `lineage` answers, packed for drawing thousands of vertices.' })
  async lineageSlice(
    @Arg('input', () => LineageInput, { description: 'Which part of the graph.' }) input: LineageInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<LineageSlice> {
    return toLineageSlice(await this.#service.lineage(principal, input));
  }
}

@Resolver(() => DatasetNode)
export class DatasetNodeResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset.' })
  dataset(@Root() node: DatasetNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return loadDataset(loaders, node.id);
  }
}

@Resolver(() => JobNode)
export class JobNodeResolver {
  @FieldResolver(() => Job, { nullable: true, description: 'The job.' })
  job(@Root() node: JobNode, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Job | null> {
    return loadJob(loaders, node.id);
  }
}
