import type { WaterfallLayout } from './waterfall-layout.ts';

/** How large a row and the track of the bars are, in the units of the picture. */
export interface LinkGeometry {
  readonly left: number;
  readonly top: number;
  readonly track: number;
  readonly rowHeight: number;
}

/** From the end of each step down or up to the row of the one that follows it, and along to its start; null where none follows. */
export function linkPaths(
  { rows, links }: Pick<WaterfallLayout, 'rows' | 'links'>,
  { left, top, track, rowHeight }: LinkGeometry,
): { readonly plain: string | null; readonly critical: string | null } {
  const middle = (row: number): number => top + row * rowHeight + rowHeight / 2;
  const d = (isCritical: boolean): string | null => {
    const lines = links.flatMap(({ fromRow, toRow, critical }) => {
      const [from, to] = [rows[fromRow], rows[toRow]];
      if (!from || !to || critical !== isCritical) return [];
      return `M${left + (from.start + from.width) * track} ${middle(fromRow)}V${middle(toRow)}H${left + to.start * track}`;
    });
    return lines.length === 0 ? null : lines.join('');
  };
  return { plain: d(false), critical: d(true) };
}
