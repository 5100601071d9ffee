import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { directions } from '../graph/lineage-request.ts';
import type { Direction } from '../graph/lineage-request.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { traceDefaults } from './column-trace.service.ts';
import type { ColumnTraceService } from './column-trace.service.ts';
import { ColumnTrace, ColumnTraceStep } from './column-trace.type.ts';

@Resolver()
export class ColumnTraceResolver {
  readonly #service: ColumnTraceService;

  constructor(service: ColumnTraceService) {
    this.#service = service;
  }

  @Directive('@sizedBy(argument: "maxEdges")')
  @Query(() => ColumnTrace, { description: 'Where the data of a column comes from and where it goes, over any number of steps.' })
  columnTrace(
    @Arg('datasetId', () => ID, { description: 'Id of the dataset.' }) datasetId: string,
    @Arg('column', () => String, { nullable: true, description: 'Path of its column; the dataset as a whole when not given.' })
    column: string | null,
    @Arg('direction', () => directions, { defaultValue: traceDefaults.direction, description: 'Which way to follow the data.' })
    direction: Direction,
    @Arg('asOf', () => Date, {
      nullable: true,
      description: 'Traces the graph as it was at this instant; the newest state when not given.',
    })
    asOf: Date | null,
    @Arg('maxEdges', () => Int, {
      defaultValue: traceDefaults.maxEdges,
      description: 'Most dependencies to answer with, nearest first. 1 to 10,000.',
    })
    maxEdges: number,
    @Ctx() { principal }: RequestContext,
  ): Promise<ColumnTrace> {
    return this.#service.trace(principal, { datasetId, column: column ?? null, direction, asOf: asOf ?? null, maxEdges });
  }
}

@Resolver(() => ColumnTraceStep)
export class ColumnTraceStepResolver {
  @FieldResolver(() => Dataset, { nullable: true, description: 'The dataset.' })
  dataset(@Root() step: ColumnTraceStep, @Ctx() { loaders }: RequestContext<LineageLoaders>): Promise<Dataset | null> {
    return loadDataset(loaders, step.datasetId);
  }
}
