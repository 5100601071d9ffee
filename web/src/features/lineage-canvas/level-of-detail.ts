/** What is worth drawing (ux §6): everything; cards without what cannot be read; blocks with glyphs; only groups over a silhouette. */
export type LevelOfDetail = 'blocks' | 'full' | 'groups' | 'plain';

/** Elements that full cards and single edges near the view may take together. */
const most = 2_000;

/** `load` is about how many elements what shows would take in full. */
export function levelOfDetail(zoom: number, load = 0): LevelOfDetail {
  if (zoom < 0.2) return 'groups';
  if (zoom < 0.45) return 'blocks';
  return zoom < 0.8 && load > most ? 'plain' : 'full';
}
