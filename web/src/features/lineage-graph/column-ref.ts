import type { ColumnRef } from './model.ts';

/** The column `col` or `to` in the address names: of the subject, or after the id of another dataset. */
export function parseColumnRef(rootId: string, text: string): ColumnRef {
  const dot = text.indexOf('.');
  const isOther = text.startsWith('ds_') && dot > 0;
  const [datasetId, column] = isOther ? [text.slice(0, dot), text.slice(dot + 1)] : [rootId, text];
  return { datasetId, column: column === '' ? null : column };
}

/** The opposite of `parseColumnRef`. */
export function columnRefText(rootId: string, { datasetId, column }: ColumnRef): string {
  const isPlain = datasetId === rootId && !(column ?? '').startsWith('ds_');
  return isPlain ? (column ?? '') : `${datasetId}.${column ?? ''}`;
}
