import { randomUUID } from 'node:crypto';
import { localPrincipal } from '@hotpass/kernel';
import type { FeedEntry } from '@hotpass/log';
import type { EventRoot, WatchSet } from '@hotpass/server';
import { isOfTopic } from '@hotpass/events';
import type { LineageUnderTest } from '../lineage-under-test.ts';

const parts = `
  nodes { __typename id hop hiddenUpstream hiddenDownstream }
  edges { id sourceId targetId basis firstSeenAt lastSeenAt }
  columnEdges { id jobId sourceId sourceColumn targetId targetColumn type subtype masking rule basis }
  truncated cursor`;

export const sliceQuery = `query ($input: LineageInput!) { lineage(input: $input) { ${parts} } }`;

const subscription = `subscription ($input: LineageInput!) {
  live: lineageUpdated(input: $input) { ${parts} removedNodeIds removedEdgeIds removedColumnEdgeIds } }`;

interface Identified {
  readonly id: string;
}

/** A slice as a client holds it. */
export interface HeldSlice {
  readonly nodes: readonly Identified[];
  readonly edges: readonly Identified[];
  readonly columnEdges: readonly Identified[];
  readonly truncated: boolean;
}

export interface ToldChange extends HeldSlice {
  readonly cursor: string;
  readonly removedNodeIds: readonly string[];
  readonly removedEdgeIds: readonly string[];
  readonly removedColumnEdgeIds: readonly string[];
}

const nothingHeld: HeldSlice = { nodes: [], edges: [], columnEdges: [], truncated: false };

/** What a client does with an event. */
function fold(held: HeldSlice, told: ToldChange): HeldSlice {
  return {
    nodes: put(held.nodes, told.nodes, told.removedNodeIds),
    edges: put(held.edges, told.edges, told.removedEdgeIds),
    columnEdges: put(held.columnEdges, told.columnEdges, told.removedColumnEdgeIds),
    truncated: told.truncated,
  };
}

function put(held: readonly Identified[], told: readonly Identified[], removed: readonly string[]): Identified[] {
  const items = new Map([...held, ...told].map((item) => [item.id, item]));
  for (const id of removed) items.delete(id);
  return [...items.values()];
}

/** The same whatever the order in which it came. */
export function comparable({ nodes, edges, columnEdges, truncated }: HeldSlice): HeldSlice {
  const inOrder = (items: readonly Identified[]): Identified[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { nodes: inOrder(nodes), edges: inOrder(edges), columnEdges: inOrder(columnEdges), truncated };
}

/** A subscriber to a slice, with what the gateway does for it. */
export class Follower {
  readonly #lineage: LineageUnderTest;
  readonly #input: Readonly<Record<string, unknown>>;
  #held: HeldSlice = nothingHeld;
  #place = '';
  #shown = '';
  #watch: WatchSet = [];
  /** Events that told something. */
  told: ToldChange[] = [];

  constructor(lineage: LineageUnderTest, input: Readonly<Record<string, unknown>>) {
    this.#lineage = lineage;
    this.#input = input;
  }

  get held(): HeldSlice {
    return this.#held;
  }

  get watch(): WatchSet {
    return this.#watch;
  }

  /** Asks for the slice and follows it from there; a root that is not there yet is followed from the place of that answer. */
  async begin(): Promise<void> {
    const { data, errors } = await this.#lineage.execute(sliceQuery, { variables: { input: this.#input } });
    const slice = (data as { lineage: ToldChange } | null)?.lineage;
    this.#held = slice ? JSON.parse(JSON.stringify(slice)) : nothingHeld;
    await this.resume(slice?.cursor ?? String(errors![0]!.extensions['cursor']));
  }

  /** Goes on from a place with what it holds. */
  async resume(place: string): Promise<void> {
    this.#place = this.#shown = place;
    this.#watch = await this.#lineage.subgraph.watch({
      query: subscription,
      variables: { input: this.#input },
      principal: localPrincipal,
      requestId: randomUUID(),
    });
  }

  /** Reads on to the newest entry; stretches of entries become one event, at most as long as `lengthOf` says. */
  async catchUp(lengthOf: () => number = () => 1): Promise<void> {
    const entries = await entriesBetween(this.#lineage, this.#place);
    for (let at = 0; at < entries.length;) {
      const length = lengthOf();
      const stretch: FeedEntry[] = [];
      let end = at;
      for (let i = at; i < entries.length && stretch.length < length; i += 1) {
        if (this.#concerns(entries[i]!)) stretch.push(entries[i]!);
        if (stretch.length === 0 || stretch.at(-1) === entries[i]) end = i + 1;
      }
      if (stretch.length > 0) await this.#answer(stretch);
      this.#place = entries[end - 1]!.cursor;
      at = end;
    }
  }

  #concerns({ type, keys }: FeedEntry): boolean {
    const watch = this.#watch;
    return isOfTopic('graph', type) && (watch === 'all' || keys.some((key) => watch.includes(key)));
  }

  async #answer(stretch: readonly FeedEntry[]): Promise<void> {
    const { cursor, position, id, type, decision } = stretch.at(-1)!;
    const keys = [...new Set(stretch.flatMap((entry) => entry.keys))];
    const event: EventRoot = {
      cursor,
      position,
      entryId: id,
      type,
      types: stretch.map((entry) => entry.type),
      keys,
      decision,
      after: this.#shown,
    };
    const answer = await this.#lineage.execute(subscription, { variables: { input: this.#input }, minPosition: String(position), event });
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    this.#watch = (answer.extensions?.['watch'] as WatchSet | undefined) ?? this.#watch;
    const told = JSON.parse(JSON.stringify(answer.data)).live as ToldChange | null;
    if (!told) return;
    this.told.push(told);
    this.#held = fold(this.#held, told);
    this.#shown = cursor;
  }
}

async function entriesBetween({ log }: LineageUnderTest, place: string): Promise<FeedEntry[]> {
  const head = await log.feed.head();
  if (head === place) return [];
  const reader = log.feed.subscribe(place);
  const entries: FeedEntry[] = [];
  try {
    for await (const batch of reader) {
      entries.push(...batch);
      if (batch.some((entry) => entry.cursor === head)) break;
    }
  } finally {
    reader.close();
  }
  return entries.slice(0, entries.findIndex((entry) => entry.cursor === head) + 1);
}
