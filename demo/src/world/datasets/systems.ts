import type { DatasetSpec } from '../model.ts';

/** Everything of a dataset but where it lives. */
type DatasetDetails = Omit<DatasetSpec, 'namespace' | 'name' | 'source' | 'personalData'> & Partial<Pick<DatasetSpec, 'personalData'>>;

function dataset(system: Pick<DatasetSpec, 'namespace' | 'source'>, name: string, details: DatasetDetails): DatasetSpec {
  return { ...system, name, personalData: {}, ...details };
}

/** A file somebody drops on the import desk's share. */
export function droppedFile(name: string, details: DatasetDetails): DatasetSpec {
  const namespace = 'file://import-desk.example.org';
  return dataset({ namespace, source: { name: 'import-desk', uri: namespace } }, name, details);
}

export function storedObject(bucket: string, name: string, details: DatasetDetails): DatasetSpec {
  const namespace = `s3://${bucket}`;
  return dataset({ namespace, source: { name: bucket, uri: namespace } }, name, details);
}

/** A table of the lake: its format keeps every version, and the catalogue knows its files by another name. */
export function lakeTable(name: string, details: DatasetDetails): DatasetSpec {
  const table = { namespace: 'hive://metastore.example.org:9083', name: name.replace('/', '.') };
  return storedObject('refinery-lake', name, { table, ...details });
}

export function warehouseTable(name: `${string}.${string}`, details: DatasetDetails): DatasetSpec {
  const namespace = 'postgres://warehouse.example.org:5432';
  const source = { name: 'warehouse', uri: `${namespace}/refinery` };
  return dataset({ namespace, source }, `refinery.${name}`, details);
}
