import { bandsOf, xInBand } from './bands.ts';
import { boxesOf, distinctEdges, endsOf, linksOf, type Box } from './boxes.ts';
import { columnSegments } from './column-segments.ts';
import { around, overlap } from './gaps.ts';
import {
  stubKey,
  type EdgePath,
  type GroupFrame,
  type LayoutEngine,
  type LayoutRequest,
  type LayoutResult,
  type StubPlace,
} from './layout.ts';
import { frameOf, placeAll } from './place-all.ts';
import { keepPlaces, placeNewcomers } from './place-newcomers.ts';
import { routeLine, type Surroundings } from './route.ts';

/** Hops as columns from left to right, few crossings, neighbours level with each other. */
export const layeredLayout: LayoutEngine = { layout };

function layout(request: LayoutRequest): LayoutResult {
  const boxes = boxesOf(request);
  const all = [...boxes.values()];
  const root = boxes.get(request.rootId);
  const rootKind = request.vertices.find(({ id }) => id === request.rootId)?.kind ?? 'DATASET';
  const bands = bandsOf(all, rootKind);
  for (const box of all) box.x = xInBand(box, bands.get(box.hop)!);
  place(request, all, boxes, root);
  const surroundings: Surroundings = { boxes: all, bands, lanes: 0 };
  const edgePaths = distinctEdges(request.edges).flatMap(({ id, sourceId, targetId }): readonly EdgePath[] => {
    const source = boxes.get(sourceId);
    const target = boxes.get(targetId);
    if (!source || !target) return [];
    const [from, to] = [source, target].map((box) => ({ box, y: box.y + box.anchor }));
    return [routeLine(id, from!, to!, surroundings)];
  });
  const columnPaths = columnSegments(request.columnEdges, boxes, surroundings);
  const stubs = stubsOf(request, boxes, surroundings);
  const frames = framesOf(request, boxes);
  const positions = new Map(request.vertices.map(({ id }) => [id, { x: boxes.get(id)!.x, y: boxes.get(id)!.y }]));
  return {
    positions,
    bands: [...bands.values()],
    edgePaths,
    columnPaths,
    stubs,
    frames,
    bounds: boundsOf(all, frames, edgePaths, columnPaths),
  };
}

function place(request: LayoutRequest, all: readonly Box[], boxes: ReadonlyMap<string, Box>, root: Box | undefined): void {
  const ends = endsOf(linksOf(request, boxes));
  const owners = new Map(request.stubs.map((stub) => [stubKey(stub), stub.vertexId]));
  const isStub = ({ id }: Box): boolean => owners.has(id);
  if (!request.placed) return placeAll(all, ends, root);
  const { placed } = request;
  const vertices = keepPlaces(
    all.filter((box) => !isStub(box)),
    placed,
    root,
  );
  if (vertices.size === 0) return placeAll(all, ends, root);
  // A stub goes where its vertex has gone.
  const hasStayed = (box: Box): boolean => {
    const owner = boxes.get(owners.get(box.id)!);
    return owner !== undefined && vertices.has(owner) && placed.get(owner.id)?.y === owner.y;
  };
  const stubs = keepPlaces(
    all.filter((box) => isStub(box) && hasStayed(box)),
    placed,
    undefined,
  );
  const free = [...stubs].filter((stub) => [...vertices].every((box) => !overlap(box, stub)));
  return placeNewcomers(all, new Set([...vertices, ...free]), ends, isStub);
}

function stubsOf(request: LayoutRequest, boxes: ReadonlyMap<string, Box>, surroundings: Surroundings): readonly StubPlace[] {
  return request.stubs.flatMap((stub): readonly StubPlace[] => {
    const owner = boxes.get(stub.vertexId);
    const own = boxes.get(stubKey(stub));
    if (!owner || !own) return [];
    const [source, target] = (stub.side === 'up' ? [own, owner] : [owner, own]).map((box) => ({ box, y: box.y + box.anchor }));
    const { x, y, width, height } = own;
    return [{ ...stub, x, y, width, height, path: routeLine(stubKey(stub), source!, target!, surroundings) }];
  });
}

function framesOf({ vertices }: LayoutRequest, boxes: ReadonlyMap<string, Box>): readonly GroupFrame[] {
  const groups = new Map<string, Box[]>();
  for (const { id, group } of vertices) {
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), boxes.get(id)!]);
  }
  return [...groups].map(([group, members]) => ({ group, ...frameOf(members) }));
}

function boundsOf(
  boxes: readonly Box[],
  frames: readonly GroupFrame[],
  ...paths: readonly (readonly EdgePath[])[]
): LayoutResult['bounds'] {
  const lines = paths.flat().map(({ minX, minY, maxX, maxY }) => ({ x: minX, y: minY, width: maxX - minX, height: maxY - minY }));
  const { x, y, width, height } = around([...boxes, ...frames, ...lines]);
  return { minX: x, minY: y, maxX: x + width, maxY: y + height };
}
