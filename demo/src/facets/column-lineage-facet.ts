import { fieldName } from '../world/incidents.ts';
import type { ColumnSource, OutputSpec } from '../world/model.ts';
import { facet } from './facet.ts';
import type { Facet } from './facet.ts';

function inputField(source: ColumnSource, changed: boolean): Readonly<Record<string, unknown>> {
  const { dataset, field, type, subtype, description, masking } = source;
  return {
    namespace: dataset.namespace,
    name: dataset.name,
    field: fieldName(dataset, field, changed),
    transformations: [{ type, subtype, ...(description === undefined ? {} : { description }), masking }],
  };
}

export function columnLineageFacet(producer: string, output: OutputSpec, changed: boolean): Facet {
  const fields = Object.fromEntries(
    Object.entries(output.columns).map(([column, sources]) => [
      fieldName(output.dataset, column, changed),
      { inputFields: sources.map((source) => inputField(source, changed)) },
    ]),
  );
  const rowsFrom = output.rowsFrom?.map((source) => inputField(source, changed));
  return facet(producer, 'ColumnLineageDatasetFacet', {
    fields,
    ...(rowsFrom === undefined ? {} : { dataset: rowsFrom }),
  });
}
