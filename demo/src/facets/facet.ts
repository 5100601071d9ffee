/** Where the events of an engine say they come from. The demo produces them, and says so. */
export const producers = {
  AIRFLOW: 'https://example.org/hotpass-demo/airflow',
  SPARK: 'https://example.org/hotpass-demo/spark',
  DBT: 'https://example.org/hotpass-demo/dbt',
} as const;

/** Of facts that no engine reports but people wrote down. */
export const catalogueProducer = 'https://example.org/hotpass-demo/catalogue';

export interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [property: string]: unknown;
}

export type Facets = Readonly<Record<string, Facet>>;

/** Versions of the facet schemas the demo's events keep to. */
const schemaVersions = {
  ColumnLineageDatasetFacet: '1-2-0',
  DataQualityMetricsInputDatasetFacet: '1-0-3',
  DataQualityAssertionsDatasetFacet: '1-1-0',
  DatasetVersionDatasetFacet: '1-0-1',
  DatasourceDatasetFacet: '1-0-1',
  DocumentationDatasetFacet: '1-1-0',
  DocumentationJobFacet: '1-1-0',
  ErrorMessageRunFacet: '1-0-1',
  ExecutionParametersRunFacet: '1-0-0',
  InputStatisticsInputDatasetFacet: '1-0-0',
  JobTypeJobFacet: '2-0-4',
  NominalTimeRunFacet: '1-0-1',
  OutputStatisticsOutputDatasetFacet: '1-0-2',
  OwnershipDatasetFacet: '1-0-1',
  OwnershipJobFacet: '1-0-1',
  ParentRunFacet: '1-2-0',
  ProcessingEngineRunFacet: '1-1-1',
  SQLJobFacet: '1-1-0',
  SchemaDatasetFacet: '1-2-0',
  SourceCodeLocationJobFacet: '1-1-0',
  SymlinksDatasetFacet: '1-0-1',
  TagsDatasetFacet: '1-0-0',
} as const;

export function facet(producer: string, schema: keyof typeof schemaVersions, body: Readonly<Record<string, unknown>>): Facet {
  const url = `https://openlineage.io/spec/facets/${schemaVersions[schema]}/${schema}.json#/$defs/${schema}`;
  return { _producer: producer, _schemaURL: url, ...body };
}
