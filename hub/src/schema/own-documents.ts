import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GraphQLError,
  isExecutableDefinitionNode,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
  type GraphQLSchema,
} from 'graphql';

const fence = /^```graphql\n(.*?)^```/gms;

export interface OwnDocument {
  /** Where it stands, for a person. */
  readonly place: string;
  readonly text: string;
}

/** Every GraphQL operation we publish: the named operations, and the examples in our documents. */
export async function ownDocuments(root: string): Promise<readonly OwnDocument[]> {
  const paths: string[] = [];
  for await (const path of glob(['**/*.graphql', '**/*.md'], { cwd: root, exclude: (name) => !isOurs(name) })) paths.push(path);
  paths.sort();
  const files = await Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8').catch(() => '') })));
  return files.flatMap(({ path, text }) => (path.endsWith('.md') ? examples(path, text) : [{ place: path, text }]));
}

/** The blocks of a Markdown text that are marked as GraphQL. */
export function examples(path: string, markdown: string): readonly OwnDocument[] {
  return [...markdown.matchAll(fence)].map((match) => ({
    place: `${path}:${markdown.slice(0, match.index).split('\n').length}`,
    text: match[1]!,
  }));
}

/** What an integrator who copies one of these would stumble over: what the schema does not have, and what it will not keep. */
export function documentProblems(schema: GraphQLSchema, documents: readonly OwnDocument[]): readonly string[] {
  const rules = [...specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule), NoDeprecatedCustomRule];
  return documents.flatMap(({ place, text }) => {
    try {
      const document = parse(text);
      if (!document.definitions.every(isExecutableDefinitionNode)) return [];
      return validate(schema, document, rules).map(({ message }) => `${place}: ${message}`);
    } catch (error) {
      return [`${place}: ${error instanceof GraphQLError ? error.message : String(error)}`];
    }
  });
}

function isOurs(path: string): boolean {
  return !/(^|\/)(node_modules|dist|schema|\.[^./][^/]*)$/.test(path);
}
