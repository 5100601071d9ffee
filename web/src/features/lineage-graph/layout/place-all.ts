import { columnsOf, type Box, type LinkEnd } from './boxes.ts';
import { around, nearestGap, type Rectangle } from './gaps.ts';
import { sizes } from './layout.ts';
import { ordered } from './order.ts';
import { relax } from './relax.ts';

type Ends = ReadonlyMap<Box, readonly LinkEnd[]>;

interface Block {
  readonly group: string | null;
  readonly boxes: readonly Box[];
}

/** Gives every box its height. Groups are laid out by themselves and then placed as blocks; that of the root first, its top at 0. */
export function placeAll(boxes: readonly Box[], ends: Ends, root: Box | undefined): void {
  const blocks = blocksOf(boxes, root);
  const taken: Rectangle[] = [];
  const done = new Set<Box>();
  for (const block of blocks) {
    layOutAlone(block.boxes, ends);
    const shift = taken.length === 0 ? -(root?.y ?? 0) : shiftOf(block, ends, done, taken);
    for (const box of block.boxes) {
      box.y += shift;
      done.add(box);
    }
    if (block.group === null) taken.push(...block.boxes);
    else taken.push(frameOf(block.boxes));
  }
}

/** What a group is framed with: its vertices, a margin, and room for its name. */
export function frameOf(boxes: Iterable<Rectangle>): Rectangle {
  const { x, y, width, height } = around(boxes);
  const { framePadding: padding, frameHeader: header } = sizes;
  return { x: x - padding, y: y - padding - header, width: width + 2 * padding, height: height + 2 * padding + header };
}

function blocksOf(boxes: readonly Box[], root: Box | undefined): readonly Block[] {
  const groups = new Map<string | null, Box[]>();
  for (const box of boxes) {
    const group = groups.get(box.group);
    if (group) group.push(box);
    else groups.set(box.group, [box]);
  }
  const nearness = (block: Block): number => Math.min(...block.boxes.map(({ hop }) => Math.abs(hop)));
  const blocks = [...groups].map(([group, members]): Block => ({ group, boxes: members }));
  const isFirst = (block: Block): number => (root && block.group === root.group ? 0 : block.group === null ? 1 : 2);
  return blocks.toSorted((a, b) => isFirst(a) - isFirst(b) || nearness(a) - nearness(b));
}

function layOutAlone(boxes: readonly Box[], ends: Ends): void {
  const inside = new Set(boxes);
  const own: Ends = new Map(boxes.map((box) => [box, (ends.get(box) ?? []).filter((end) => inside.has(end.box))]));
  relax(ordered(columnsOf(boxes), own), own);
}

/** How far a block moves to lie level with what is placed already, where it is free. */
function shiftOf(block: Block, ends: Ends, done: ReadonlySet<Box>, taken: readonly Rectangle[]): number {
  let sum = 0;
  let count = 0;
  for (const box of block.boxes) {
    for (const { box: other, offset, ownOffset } of ends.get(box) ?? []) {
      if (!done.has(other)) continue;
      sum += other.y + offset - ownOffset - box.y;
      count += 1;
    }
  }
  const own = block.group === null ? around(block.boxes) : frameOf(block.boxes);
  const wanted = own.y + (count === 0 ? 0 : Math.round(sum / count));
  return nearestGap({ ...own, y: wanted }, taken) - own.y;
}
