import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';

export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  readonly supergraph: string;
  /** What a client sees. */
  readonly api: string;
}

/** The subgraphs do not make one graph; the message holds everything composition said. */
export class CompositionError extends Error {
  override name = 'CompositionError';
}

/** @throws CompositionError for errors and for hints: a hint is how composition says that it chose for us. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composed {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  const complaints = [...(result.errors ?? []).map(({ message }) => message), ...(result.hints ?? []).map((hint) => hint.toString())];
  if (complaints.length > 0 || result.supergraphSdl === undefined) {
    throw new CompositionError(`The subgraphs do not compose:\n${complaints.map((one) => `- ${one}`).join('\n')}`);
  }
  const schema = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return { supergraph: `${result.supergraphSdl.trimEnd()}\n`, api: `${printSchema(lexicographicSortSchema(schema))}\n` };
}
