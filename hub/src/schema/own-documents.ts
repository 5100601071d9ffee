import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GraphQLError,
  isExecutableDefinitionNode,
  Kind,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
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
  const shared = fragmentsOfTheWeb(documents);
  return documents.flatMap(({ place, text }) => {
    try {
      const document = parse(text);
      if (!document.definitions.every(isExecutableDefinitionNode)) return [];
      const whole = isOfTheWeb(place) ? withFragments(document, shared) : document;
      return validate(schema, whole, rules).map(({ message }) => `${place}: ${message}`);
    } catch (error) {
      return [`${place}: ${error instanceof GraphQLError ? error.message : String(error)}`];
    }
  });
}

/** The web's operations share fragments, each beside the component whose data it states. */
function isOfTheWeb(place: string): boolean {
  return place.startsWith('web/src/');
}

function fragmentsOfTheWeb(documents: readonly OwnDocument[]): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { place, text } of documents) {
    if (!isOfTheWeb(place) || !text.includes('fragment ')) continue;
    for (const definition of definitionsOf(text)) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}

/** None of what is no GraphQL, of which the document itself tells. */
function definitionsOf(text: string): readonly DefinitionNode[] {
  try {
    return parse(text).definitions;
  } catch {
    return [];
  }
}

/** The document with what it spreads from elsewhere, and what that spreads in turn. */
function withFragments(document: DocumentNode, shared: ReadonlyMap<string, FragmentDefinitionNode>): DocumentNode {
  const own = new Set(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [one.name.value] : [])));
  const definitions = [...document.definitions];
  // Grows while it is gone through.
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name: { value } }) {
        const fragment = shared.get(value);
        if (!fragment || own.has(value)) return;
        own.add(value);
        definitions.push(fragment);
      },
    });
  }
  return { ...document, definitions };
}

function isOurs(path: string): boolean {
  return !/(^|\/)(node_modules|dist|schema|\.[^./][^/]*)$/.test(path);
}
