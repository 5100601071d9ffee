import { buildASTSchema, BreakingChangeType, findBreakingChanges, findDangerousChanges, parse, type GraphQLSchema } from 'graphql';
import type { Accepted } from './accepted.ts';
import { reachableTypes, shortNotices, withoutExpired } from './deprecation.ts';

export interface SchemaChanges {
  /** What clients of the schema before would stumble over and nobody has accepted. */
  readonly refused: readonly string[];
  readonly accepted: readonly string[];
  /** Can surprise a client that was not written for it, such as another value of an enum. */
  readonly dangerous: readonly string[];
}

/** What became of the API that clients were given, by the change policy: additive only, removal after its promised day. */
export function apiChanges(before: string, after: string, accepted: Accepted['breakingChanges'], today: Date): SchemaChanges {
  const [earlier, changed] = [schemaOf(before), schemaOf(after)];
  const breaking = [...breakingChanges(before, changed, today), ...shortNotices(earlier, changed, today)];
  const known = new Set(accepted.map(({ change }) => change));
  return {
    refused: breaking.filter((change) => !known.has(change)),
    accepted: breaking.filter((change) => known.has(change)),
    dangerous: findDangerousChanges(earlier, changed).map(({ description }) => description),
  };
}

/** What a gateway composed from the SDL before would ask a subgraph for in vain while both are being replaced. */
export function subgraphChanges(before: string, after: string): readonly string[] {
  return findBreakingChanges(schemaOf(before), schemaOf(after)).map(({ description }) => description);
}

function breakingChanges(before: string, after: GraphQLSchema, today: Date): string[] {
  const kept = buildASTSchema(withoutExpired(parse(before), today), { assumeValid: true, assumeValidSDL: true });
  const needed = reachableTypes(kept);
  return findBreakingChanges(kept, after)
    .filter(({ type, description }) => type !== BreakingChangeType.TYPE_REMOVED || needed.has(description.split(' ')[0]!))
    .map(({ description }) => description);
}

/** Federation's directives have no definition in a subgraph's SDL, and an old SDL need not be one we would write. */
function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true });
}
