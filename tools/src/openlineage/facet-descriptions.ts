import { readFileSync } from 'node:fs';

/** Our own words for every type of a facet (under '') and every field. */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function readDescriptions(): Descriptions {
  return JSON.parse(readFileSync(new URL('facet-descriptions.json', import.meta.url), 'utf8'));
}
