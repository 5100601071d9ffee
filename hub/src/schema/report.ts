import { buildSchema } from 'graphql';
import type { Accepted } from './accepted.ts';
import { findBase } from './base.ts';
import { apiChanges, subgraphChanges } from './changes.ts';
import { documentProblems, type OwnDocument } from './own-documents.ts';

export interface Report {
  /** What has to be changed, or accepted by name. */
  readonly problems: readonly string[];
  /** What a reader of the log should know. */
  readonly notes: readonly string[];
}

export interface ReportOptions {
  readonly root: string;
  /** What we publish. */
  readonly documents: readonly OwnDocument[];
  readonly accepted: Accepted;
  readonly today: Date;
}

/** What the schemas mean for those who use them: against the last commit on main, and in the documents we publish. */
export async function report(schemas: ReadonlyMap<string, string>, { root, documents, accepted, today }: ReportOptions): Promise<Report> {
  const base = await findBase(root);
  const problems: string[] = [];
  const notes = [`Breaking changes: ${base.sentence}`];
  for (const [file, after] of schemas) {
    const isSdl = file.endsWith('.graphql') && file !== 'supergraph.graphql';
    const before = isSdl ? await base.read(`schema/${file}`) : null;
    if (before === null) continue;
    if (file !== 'api.graphql') {
      notes.push(...subgraphChanges(before, after).map((change) => `- ${file}, while processes are replaced: ${change}`));
      continue;
    }
    const { refused, accepted: taken, dangerous } = apiChanges(before, after, accepted.breakingChanges, today);
    problems.push(...refused.map((change) => `breaking change of the API: ${change}`));
    notes.push(...taken.map((change) => `- accepted: ${change}`), ...dangerous.map((change) => `- may surprise a client: ${change}`));
  }
  problems.push(...documentProblems(buildSchema(schemas.get('api.graphql') ?? ''), documents));
  return { problems, notes };
}
