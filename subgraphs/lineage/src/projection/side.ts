/**
 * What a job reads, what it writes, and which columns come from which, are decided apart: a run may tell only one
 * of them. A DatasetEvent tells of columns alone, and its dataset then stands in the job's place.
 */
export const sides = ['inputs', 'outputs', 'columns'] as const;

export type Side = (typeof sides)[number];

/** Where sets are kept, and those of which sides. */
export const sidesOfTables = { io_set: ['inputs', 'outputs'], column_set: ['columns'] } as const satisfies Record<string, readonly Side[]>;

export type SetTable = keyof typeof sidesOfTables;

export const setTables = ['io_set', 'column_set'] as const satisfies readonly SetTable[];

export function setTableOf(side: Side): SetTable {
  return side === 'columns' ? 'column_set' : 'io_set';
}
