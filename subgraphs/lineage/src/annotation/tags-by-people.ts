import type { Tag } from '../tag/tag.type.ts';
import type { AnnotationLoaders } from './annotation.loaders.ts';

/** The tags that people put on something, by key. */
export async function tagsByPeople(loaders: AnnotationLoaders, id: string): Promise<Tag[]> {
  const said = await loaders.annotation.load(id);
  return (said?.tags ?? []).map(({ key, value, taggedBy }) => ({ key, value, source: null, field: null, taggedBy }));
}
