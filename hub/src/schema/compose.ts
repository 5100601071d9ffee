import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import type { AcceptedHint } from './accepted.ts';

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

/** @throws CompositionError for errors and for hints that are not accepted: a hint is how composition says that it chose for us. */
export function compose(subgraphs: readonly SubgraphSdl[], accepted: readonly AcceptedHint[] = []): Composed {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  const hints = (result.hints ?? []).map((hint) => ({ code: hint.definition.code, said: hint.toString() }));
  const complaints = [
    ...(result.errors ?? []).map(({ message }) => message),
    ...hints.filter(({ code, said }) => !accepted.some((one) => isAbout(one, code, said))).map(({ said }) => said),
    ...accepted
      .filter((one) => !hints.some(({ code, said }) => isAbout(one, code, said)))
      .map(({ hint, about }) => `schema/accepted.yaml accepts ${hint} about ${about}, which composition does not say: remove it.`),
  ];
  if (complaints.length > 0 || result.supergraphSdl === undefined) {
    throw new CompositionError(`The subgraphs do not compose:\n${complaints.map((one) => `- ${one}`).join('\n')}`);
  }
  const schema = Supergraph.build(result.supergraphSdl).apiSchema().toGraphQLJSSchema();
  return { supergraph: `${result.supergraphSdl.trimEnd()}\n`, api: `${printSchema(lexicographicSortSchema(schema))}\n` };
}

function isAbout({ hint, about }: AcceptedHint, code: string, said: string): boolean {
  return hint === code && said.includes(about);
}
