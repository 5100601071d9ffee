/** A vertex as it is stored, with its namespace. */
export interface NodeRow {
  readonly id: string;
  readonly kind: NodeKind;
  readonly namespaceId: string;
  readonly namespace: string;
  readonly name: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

type NodeKind = 'dataset' | 'job';

/** A page of one namespace's datasets or jobs. */
export interface NodePageRequest {
  readonly namespaceId: string;
  readonly kind: NodeKind;
  readonly size: number;
  /** Sort key of the last vertex of the page before. */
  readonly after: SortKey | null;
}

/** Names are ordered by their first 200 characters, which fit an index whatever the script, then by id. */
export type SortKey = readonly [name: string, id: string];

/** What a row is ordered by. */
export interface Listed {
  readonly sortName: string;
  readonly id: string;
}

export type ListedNode = NodeRow & Listed;

export interface Page<Row extends Listed> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}
