import { NodeRepository } from '../node/node.repository.ts';
import { AliasRepository } from './alias.repository.ts';
import { ColumnEdgeRepository } from './column-edge.repository.ts';
import { EdgeRepository } from './edge.repository.ts';
import { EvidenceRepository } from './evidence.repository.ts';
import { LineageProjection } from './lineage-projection.ts';
import { SeenEdgeRepository } from './seen-edge.repository.ts';
import { SetRepository } from './set.repository.ts';
import { ShapeRepository } from './shape.repository.ts';

/** The projection over PostgreSQL. */
export function createProjection(shapes = new ShapeRepository()): LineageProjection {
  return new LineageProjection({
    nodes: new NodeRepository(),
    shapes,
    sets: new SetRepository(),
    evidence: new EvidenceRepository(),
    edges: { io_set: new EdgeRepository(), column_set: new ColumnEdgeRepository() },
    seen: new SeenEdgeRepository(),
    aliases: new AliasRepository(),
  });
}
