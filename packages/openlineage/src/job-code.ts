import type { Facets } from './event-view.ts';
import { facetOf, wordOf } from './members.ts';

/** The code of a job, as far as its facets tell (`sourceCodeLocation`, `sourceCode`, `sql`). */
export interface JobCode {
  readonly url: string | null;
  readonly repositoryUrl: string | null;
  readonly path: string | null;
  readonly version: string | null;
  readonly tag: string | null;
  readonly branch: string | null;
  readonly language: string | null;
  readonly sourceCode: string | null;
  readonly query: string | null;
}

/** Null when its facets tell nothing of its code. */
export function jobCodeOf(jobFacets: Facets): JobCode | null {
  const [location, source, sql] = [facetOf(jobFacets, 'sourceCodeLocation'), facetOf(jobFacets, 'sourceCode'), facetOf(jobFacets, 'sql')];
  const code: JobCode = {
    url: location && wordOf(location, 'url'),
    repositoryUrl: location && wordOf(location, 'repoUrl'),
    path: location && wordOf(location, 'path'),
    version: location && wordOf(location, 'version'),
    tag: location && wordOf(location, 'tag'),
    branch: location && wordOf(location, 'branch'),
    language: source && wordOf(source, 'language'),
    sourceCode: source && wordOf(source, 'sourceCode'),
    query: sql && wordOf(sql, 'query'),
  };
  return Object.values(code).every((part) => part === null) ? null : code;
}
