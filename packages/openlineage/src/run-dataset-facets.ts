import { readTime } from './event-time.ts';
import type { Facets } from './event-view.ts';
import { isObject, member } from './json.ts';
import type { JsonObject } from './json.ts';
import { facetOf, listOf, numberOf, textOf, wordOf } from './members.ts';

/** What a run read of an input (`inputStatistics`) or wrote to an output (`outputStatistics`). */
export interface DatasetStatistics {
  readonly rowCount: number | null;
  readonly sizeBytes: number | null;
  readonly fileCount: number | null;
}

/** What was measured in a dataset (`dataQualityMetrics`). */
export interface DataQualityMetrics {
  readonly rowCount: number | null;
  readonly sizeBytes: number | null;
  readonly fileCount: number | null;
  readonly lastUpdated: Date | null;
  readonly columns: readonly ColumnMetrics[];
}

export interface ColumnMetrics {
  readonly column: string;
  readonly nullCount: number | null;
  readonly distinctCount: number | null;
  readonly count: number | null;
  readonly sum: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** What was asked of a dataset and whether it held (`dataQualityAssertions`). */
export interface DataQualityAssertion {
  readonly assertion: string;
  readonly success: boolean;
  readonly column: string | null;
  readonly severity: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
}

export function inputStatisticsOf(inputFacets: Facets): DatasetStatistics | null {
  return statisticsOf(facetOf(inputFacets, 'inputStatistics'));
}

export function outputStatisticsOf(outputFacets: Facets): DatasetStatistics | null {
  return statisticsOf(facetOf(outputFacets, 'outputStatistics'));
}

/** Of the dataset, or of it as an input. */
export function dataQualityMetricsOf(facets: Facets): DataQualityMetrics | null {
  const facet = facetOf(facets, 'dataQualityMetrics');
  if (facet === null) return null;
  const metrics = member(facet, 'columnMetrics');
  const columns = isObject(metrics) ? Object.entries(metrics).flatMap(readColumnMetrics) : [];
  const [rowCount, sizeBytes] = [numberOf(facet, 'rowCount'), numberOf(facet, 'bytes')];
  return { rowCount, sizeBytes, fileCount: numberOf(facet, 'fileCount'), lastUpdated: readTime(member(facet, 'lastUpdated')), columns };
}

/** Null when there is no such facet. */
export function dataQualityAssertionsOf(facets: Facets): DataQualityAssertion[] | null {
  return listOf(facetOf(facets, 'dataQualityAssertions'), 'assertions', (item) => {
    const [assertion, success] = [wordOf(item, 'assertion'), member(item, 'success')];
    if (assertion === null || typeof success !== 'boolean') return null;
    const [column, severity] = [wordOf(item, 'column'), wordOf(item, 'severity')];
    return { assertion, success, column, severity, expected: textOf(item, 'expected'), actual: textOf(item, 'actual') };
  });
}

function statisticsOf(facet: JsonObject | null): DatasetStatistics | null {
  if (facet === null) return null;
  return { rowCount: numberOf(facet, 'rowCount'), sizeBytes: numberOf(facet, 'size'), fileCount: numberOf(facet, 'fileCount') };
}

function readColumnMetrics([column, metrics]: [string, unknown]): ColumnMetrics[] {
  if (!isObject(metrics)) return [];
  const [nullCount, distinctCount, count] = [
    numberOf(metrics, 'nullCount'),
    numberOf(metrics, 'distinctCount'),
    numberOf(metrics, 'count'),
  ];
  return [
    {
      column,
      nullCount,
      distinctCount,
      count,
      sum: numberOf(metrics, 'sum'),
      min: numberOf(metrics, 'min'),
      max: numberOf(metrics, 'max'),
    },
  ];
}
