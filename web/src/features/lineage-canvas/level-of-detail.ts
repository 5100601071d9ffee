/** What is worth drawing at a zoom (ux §6): everything; blocks with glyphs; only groups over a silhouette. */
export type LevelOfDetail = 'blocks' | 'full' | 'groups';

export function levelOfDetail(zoom: number): LevelOfDetail {
  if (zoom < 0.2) return 'groups';
  return zoom < 0.45 ? 'blocks' : 'full';
}
