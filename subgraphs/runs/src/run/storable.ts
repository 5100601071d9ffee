/** Ids that PostgreSQL can hold: one with U+0000 is the id of nothing, and must not fail the batch it is in. */
export function storable(ids: readonly string[]): string[] {
  return ids.filter((id) => !id.includes('\0'));
}

/** For a batch that keeps its places: the empty id is the id of nothing too. */
export function storableId(id: string): string {
  return id.includes('\0') ? '' : id;
}
