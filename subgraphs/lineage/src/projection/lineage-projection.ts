import type { ProjectorTx } from '@hotpass/log';
import type { NodeRepository } from '../node/node.repository.ts';
import { AliasProjection } from './alias-projection.ts';
import type { AliasRepository } from './alias.repository.ts';
import type { BatchFacts } from './batch-facts.ts';
import { BatchSets } from './batch-sets.ts';
import { EdgeProjection } from './edge-projection.ts';
import type { EdgeTables } from './edge-projection.ts';
import type { EvidenceRepository } from './evidence.repository.ts';
import { followKeys } from './follow-keys.ts';
import type { SeenEdgeRepository } from './seen-edge.repository.ts';
import { seenEdges, seenSets } from './seen-edges.ts';
import type { SetRepository } from './set.repository.ts';
import type { ShapeRepository } from './shape.repository.ts';
import { ShapeStore } from './shape-store.ts';
import type { ShapeChanges } from './shape-store.ts';

interface Repositories {
  readonly nodes: NodeRepository;
  readonly shapes: ShapeRepository;
  readonly sets: SetRepository;
  readonly evidence: EvidenceRepository;
  readonly edges: EdgeTables;
  readonly seen: SeenEdgeRepository;
  readonly aliases: AliasRepository;
}

/**
 * Brings the graph up to date with a batch, in a handful of statements whatever its size (a write of more than
 * 20,000 rows is several). What a batch says nothing of costs no statement.
 */
export class LineageProjection {
  readonly #nodes: NodeRepository;
  readonly #sets: SetRepository;
  readonly #shapes: ShapeStore;
  readonly #edges: EdgeProjection;
  readonly #seen: SeenEdgeRepository;
  readonly #aliases: AliasProjection;

  constructor({ nodes, shapes, sets, evidence, edges, seen, aliases }: Repositories) {
    this.#nodes = nodes;
    this.#sets = sets;
    this.#shapes = new ShapeStore(shapes);
    this.#edges = new EdgeProjection(evidence, edges);
    this.#seen = seen;
    this.#aliases = new AliasProjection(aliases);
  }

  async apply(tx: ProjectorTx, facts: BatchFacts): Promise<void> {
    if (facts.nodes.size === 0) return;
    await Promise.all([followKeys(tx), this.#nodes.mention(tx, [...facts.nodes.values()])]);
    await this.#aliases.apply(tx, facts);
    if (facts.positions.size === 0) return;
    const sets = new BatchSets(this.#sets);
    const changes = await this.#shapes.merge(tx, facts, sets);
    await Promise.all([this.#edges.apply(tx, changes, sets, facts.positions), this.#widenSeen(tx, changes, sets, facts.positions)]);
  }

  async #widenSeen(tx: ProjectorTx, changes: ShapeChanges, sets: BatchSets, positions: ReadonlyMap<string, number>): Promise<void> {
    await sets.read(tx, 'io_set', seenSets(changes));
    const seen = seenEdges(changes, (side, hash) => sets.membersOf(side, hash));
    if (seen.length > 0) await this.#seen.widen(tx, seen, positions);
  }
}
