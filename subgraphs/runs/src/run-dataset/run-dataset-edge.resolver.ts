import { datasetVersionId, pinnedVersionId } from '@hotpass/kernel';
import * as openlineage from '@hotpass/openlineage';
import { pageSize, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DatasetVersion } from '../external/dataset-version.type.ts';
import { checkFacetName, checkFacetNames, facetsByName, toFacet } from '../facet/facet-shape.ts';
import type { FacetRow } from '../facet/facet.row.ts';
import { Facet } from '../facet/facet.type.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import { Run, toRun } from '../run/run.type.ts';
import * as types from './run-dataset-edge.type.ts';
import { RunDatasetEdge, VersionBasisEnum, type VersionBasis } from './run-dataset-edge.type.ts';
import type { Writer } from './run-dataset.repository.ts';

interface UsedVersion {
  readonly id: string;
  readonly basis: VersionBasis;
}

/** What a run tells of a dataset it read or wrote. */
@Resolver(() => RunDatasetEdge)
export class RunDatasetEdgeResolver {
  @FieldResolver(() => DatasetVersion, {
    nullable: true,
    description: 'The version it wrote, or read: the one it told, else what had been written last when it started.',
  })
  async version(@Root() edge: RunDatasetEdge, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<DatasetVersion | null> {
    const version = await usedVersion(edge, loaders);
    return version && Object.assign(new DatasetVersion(), { id: version.id });
  }

  @FieldResolver(() => VersionBasisEnum, { nullable: true, description: 'How that version is known; null when none is.' })
  async versionBasis(@Root() edge: RunDatasetEdge, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<VersionBasis | null> {
    return (await usedVersion(edge, loaders))?.basis ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The producer’s word for the version; null when the run told none.' })
  async versionText(@Root() edge: RunDatasetEdge, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<string | null> {
    return toldVersion(edge, loaders);
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'Of an input the run that had written it last, completely, when this run started; of an output this run.',
  })
  async writtenBy(@Root() edge: RunDatasetEdge, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<Run | null> {
    if (edge.role === 'OUTPUT') return edge.run;
    const writer = await lastWriter(edge, loaders);
    return writer === null ? null : toRun(await loaders.run.load(writer.runId));
  }

  @FieldResolver(() => types.DatasetStatistics, { nullable: true, description: 'How much of it was read or written; null when not told.' })
  async statistics(
    @Root() edge: RunDatasetEdge,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
  ): Promise<openlineage.DatasetStatistics | null> {
    const facets = facetsByName(await roleFacets(edge, loaders));
    return edge.role === 'INPUT' ? openlineage.inputStatisticsOf(facets) : openlineage.outputStatisticsOf(facets);
  }

  @FieldResolver(() => types.DataQualityMetrics, { nullable: true, description: 'What the run measured in it; null when not told.' })
  async dataQuality(
    @Root() edge: RunDatasetEdge,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
  ): Promise<openlineage.DataQualityMetrics | null> {
    const inRole = openlineage.dataQualityMetricsOf(facetsByName(await roleFacets(edge, loaders)));
    return inRole ?? openlineage.dataQualityMetricsOf(facetsByName(await datasetFacets(edge, loaders)));
  }

  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [types.DataQualityAssertion], {
    nullable: true,
    description: 'What the run asked of it, all of that; null when not told.',
  })
  async assertions(
    @Root() edge: RunDatasetEdge,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
  ): Promise<openlineage.DataQualityAssertion[] | null> {
    const inRole = openlineage.dataQualityAssertionsOf(facetsByName(await roleFacets(edge, loaders)));
    const ofDataset = openlineage.dataQualityAssertionsOf(facetsByName(await datasetFacets(edge, loaders)));
    return inRole || ofDataset ? [...(inRole ?? []), ...(ofDataset ?? [])] : null;
  }

  @FieldResolver(() => [Facet], { nullable: true, description: 'Facets it has as an input or output of the run, by name.' })
  async facets(
    @Root() edge: RunDatasetEdge,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Arg('names', () => [String], { nullable: true, description: 'Only those with these names, at most 100.' }) names: string[] | null,
  ): Promise<object[]> {
    const rows = await roleFacets(edge, loaders, checkFacetNames(names), pageSize(first));
    return rows.map((row) => toFacet(placeOf(edge), row));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many facets it has as an input or output of the run.' })
  async facetCount(@Root() edge: RunDatasetEdge, @Ctx() { loaders }: RequestContext<RunLoaders>): Promise<number> {
    return loaders.facetCount.load({ runId: edge.run.id, place: edge.role, datasetId: edge.node.id });
  }

  @FieldResolver(() => Facet, { nullable: true, description: 'The facet of this name it has as an input or output of the run.' })
  async facet(
    @Root() edge: RunDatasetEdge,
    @Ctx() { loaders }: RequestContext<RunLoaders>,
    @Arg('name', () => String, { description: 'Which, for example outputStatistics.' }) name: string,
  ): Promise<object | null> {
    const [row] = await roleFacets(edge, loaders, checkFacetName(name));
    return row ? toFacet(placeOf(edge), row) : null;
  }
}

async function usedVersion(edge: RunDatasetEdge, loaders: RunLoaders): Promise<UsedVersion | null> {
  const dataset = edge.node.id;
  if (edge.role === 'OUTPUT') return { id: datasetVersionId(dataset, edge.run.id), basis: 'WRITTEN' };
  const told = await toldVersion(edge, loaders);
  if (told !== null) return { id: pinnedVersionId(dataset, told), basis: 'TOLD' };
  const writer = await lastWriter(edge, loaders);
  return writer === null ? null : { id: datasetVersionId(writer.datasetId, writer.runId), basis: 'LAST_WRITE' };
}

async function toldVersion(edge: RunDatasetEdge, loaders: RunLoaders): Promise<string | null> {
  return openlineage.datasetVersionOf(facetsByName(await datasetFacets(edge, loaders)));
}

function lastWriter(edge: RunDatasetEdge, loaders: RunLoaders): Promise<Writer | null> {
  return loaders.writerBefore.load({ datasetId: edge.node.id, before: edge.run.startedAt, runId: edge.run.id });
}

function placeOf(edge: RunDatasetEdge): 'input' | 'output' {
  return edge.role === 'INPUT' ? 'input' : 'output';
}

function roleFacets(
  edge: RunDatasetEdge,
  loaders: RunLoaders,
  names: readonly string[] | null = null,
  size: number | null = null,
): Promise<FacetRow[]> {
  return loaders.facets.load({ runId: edge.run.id, place: edge.role, datasetId: edge.node.id, names, size });
}

function datasetFacets(edge: RunDatasetEdge, loaders: RunLoaders): Promise<FacetRow[]> {
  return loaders.facets.load({ runId: edge.run.id, place: `${edge.role}_DATASET`, datasetId: edge.node.id, names: null, size: null });
}
