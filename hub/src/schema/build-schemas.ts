import { createLineageSubgraph } from '@hotpass/lineage';
import { createRunsSubgraph } from '@hotpass/runs';
import { createLogger } from '@hotpass/server';
import type { AcceptedHint } from './accepted.ts';
import { compose } from './compose.ts';
import { offlineLog } from './offline-log.ts';
import { subgraphList } from './subgraph-list.ts';

/** Every committed schema by its file below `schema/`, from the code and the list of subgraphs. */
export async function buildSchemas(supergraphYaml: string, accepted: readonly AcceptedHint[]): Promise<Map<string, string>> {
  const options = { log: offlineLog, logger: createLogger('schema', 'warn') };
  await using lineage = await createLineageSubgraph(options);
  const runs = await createRunsSubgraph(options);
  const sdlByName = new Map([lineage, runs].map(({ name, sdl }) => [name, `${sdl.trimEnd()}\n`]));
  const listed = subgraphList(supergraphYaml).map(({ name, url, file }) => {
    const sdl = sdlByName.get(name);
    if (sdl === undefined) throw new Error(`schema/supergraph.yaml names the subgraph ${name}, which the hub does not have.`);
    return { name, url, file, sdl };
  });
  const { supergraph, api } = compose(listed, accepted);
  return new Map([...listed.map(({ file, sdl }) => [file, sdl] as const), ['supergraph.graphql', supergraph], ['api.graphql', api]]);
}
