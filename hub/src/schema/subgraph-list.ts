import { parse } from 'yaml';
import { z } from 'zod';

const listSchema = z.object({
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

export interface ListedSubgraph {
  readonly name: string;
  /** Where it listens when it is a process of its own. */
  readonly url: string;
  /** Its committed SDL, below `schema/`. */
  readonly file: string;
}

/** The subgraphs of `schema/supergraph.yaml`, in its order. */
export function subgraphList(yaml: string): readonly ListedSubgraph[] {
  const { subgraphs } = listSchema.parse(parse(yaml));
  return Object.entries(subgraphs).map(([name, listed]) => ({ name, url: listed.routing_url, file: listed.schema.file }));
}
