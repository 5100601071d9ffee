import type { Random } from '../random.ts';
import { fieldName } from '../world/incidents.ts';
import type { DatasetSpec } from '../world/model.ts';
import { facet } from './facet.ts';
import type { Facet, Facets } from './facet.ts';

export function schemaFacet(producer: string, dataset: DatasetSpec, changed: boolean): Facet {
  const fields = Object.entries(dataset.columns).map(([name, type], index) => ({
    name: fieldName(dataset, name, changed),
    type,
    ordinal_position: index + 1,
  }));
  return facet(producer, 'SchemaDatasetFacet', { fields });
}

export function dataSourceFacet(producer: string, dataset: DatasetSpec): Facet {
  return facet(producer, 'DatasourceDatasetFacet', { ...dataset.source });
}

/** What people wrote down about a dataset: what it is, whose it is, which columns are about persons. */
export function describingFacets(producer: string, dataset: DatasetSpec, changed: boolean): Facets {
  const tags = Object.entries(dataset.personalData).map(([field, kind]) => ({
    key: 'pii',
    value: kind,
    source: 'CATALOGUE',
    field: fieldName(dataset, field, changed),
  }));
  return {
    documentation: facet(producer, 'DocumentationDatasetFacet', {
      description: dataset.documentation,
      contentType: 'text/plain',
    }),
    ownership: facet(producer, 'OwnershipDatasetFacet', { owners: [{ name: dataset.owner, type: 'MAINTAINER' }] }),
    ...(tags.length === 0 ? {} : { tags: facet(producer, 'TagsDatasetFacet', { tags }) }),
  };
}

const bytesPerRow = 180;

export function outputStatisticsFacet(producer: string, dataset: DatasetSpec, random: Random): Facet {
  const rowCount = Math.round(dataset.rows * random.between(0.97, 1.03));
  const isFile = !dataset.namespace.startsWith('postgres:');
  return facet(producer, 'OutputStatisticsOutputDatasetFacet', {
    rowCount,
    size: rowCount * bytesPerRow,
    ...(isFile ? { fileCount: 1 } : {}),
  });
}

/** What the lake says of a table: its other name, and the number it carries after the turn of that day. The first day leaves version 1. */
export function lakeFacets(producer: string, dataset: DatasetSpec, day: number): Facets {
  if (dataset.table === undefined) return {};
  return {
    symlinks: facet(producer, 'SymlinksDatasetFacet', { identifiers: [{ ...dataset.table, type: 'TABLE' }] }),
    version: facet(producer, 'DatasetVersionDatasetFacet', { datasetVersion: String(day + 1) }),
  };
}

export function inputStatisticsFacet(producer: string, dataset: DatasetSpec, random: Random): Facet {
  const rowCount = Math.round(dataset.rows * random.between(0.97, 1.03));
  return facet(producer, 'InputStatisticsInputDatasetFacet', { rowCount, size: rowCount * bytesPerRow });
}

/** What dbt tests before it builds on a table: its first column identifies rows. */
export function assertionsFacet(producer: string, dataset: DatasetSpec, changed: boolean): Facet {
  const [first = ''] = Object.keys(dataset.columns);
  const column = fieldName(dataset, first, changed);
  const assertions = ['not_null', 'unique'].map((assertion) => ({ assertion, success: true, column }));
  return facet(producer, 'DataQualityAssertionsDatasetFacet', { assertions });
}

const measuredColumns = 3;

export function dataQualityMetricsFacet(producer: string, dataset: DatasetSpec, changed: boolean, random: Random): Facet {
  const rowCount = Math.round(dataset.rows * random.between(0.97, 1.03));
  const columnMetrics = Object.fromEntries(
    Object.keys(dataset.columns)
      .slice(0, measuredColumns)
      .map((column) => {
        const nullCount = Math.floor(rowCount * random.between(0, 0.02));
        const distinctCount = Math.ceil((rowCount - nullCount) * random.between(0.6, 1));
        return [fieldName(dataset, column, changed), { nullCount, distinctCount, count: rowCount - nullCount }];
      }),
  );
  return facet(producer, 'DataQualityMetricsInputDatasetFacet', {
    rowCount,
    bytes: rowCount * bytesPerRow,
    columnMetrics,
  });
}
