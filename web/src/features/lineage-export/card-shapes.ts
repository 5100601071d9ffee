import { plural } from '@lingui/core/macro';
import { cutMiddle, formatNumber } from '../../ui/format.ts';
import { namespaceColour } from '../lineage-canvas/namespace-colour.ts';
import { freshness, jobLine, statusOf } from '../lineage-canvas/vertex-words.ts';
import type { ColumnRows } from '../lineage-graph/column-rows.ts';
import type { GraphGroup } from '../lineage-graph/graph-groups.ts';
import { sizes, type StubPlace } from '../lineage-graph/layout/layout.ts';
import type { GraphVertex, VertexCard } from '../lineage-graph/model.ts';
import { glyphShapes } from './glyph-shapes.ts';
import type { Ink, Shape, TextShape } from './picture.ts';

/** A vertex and where it stands. */
export interface PlacedVertex {
  readonly vertex: GraphVertex;
  readonly card: VertexCard | undefined;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isSubject: boolean;
  readonly isTraced: boolean;
  readonly rows: ColumnRows | undefined;
}

type Words = Omit<TextShape, 'kind' | 'font' | 'weight'> & Partial<Pick<TextShape, 'font' | 'weight'>>;

export function words(text: Words): TextShape {
  return { kind: 'text', font: 'ui', weight: 400, ...text, text: oneLine(text.text) };
}

/** Line breaks and the like would break a picture's one line. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

/** Spine, name, namespace and freshness, and the columns that are open. */
export function datasetShapes(placed: PlacedVertex, nowMs: number): readonly Shape[] {
  const { vertex, card, x, y, width, height, isSubject, rows } = placed;
  const isGone = card?.state === 'DROPPED' || card?.state === 'RENAMED';
  const border: Ink = isSubject ? 'ink' : isGone ? 'control' : 'line-2';
  const spine = namespaceColour(vertex.namespace).replace(/^var\(--|\)$/g, '');
  const fresh = card?.status === 'known' ? freshness(card, nowMs) : '';
  const pii = card?.hasPii ? `PII${card.piiColumnCount > 0 ? ` ${card.piiColumnCount}` : ''}` : '';
  // About 5.6 px a letter at this size.
  const room = Math.max(6, 29 - (fresh === '' ? 0 : fresh.length + 3) - (pii === '' ? 0 : pii.length + 3));
  const meta = [cutMiddle(vertex.namespace, room), ...(fresh === '' ? [] : [fresh])].join(' · ');
  return [
    {
      kind: 'rect',
      ...{ x, y, w: width, h: height, radius: 5 },
      fill: isGone ? 'canvas' : 'surface',
      stroke: border,
      width: isSubject ? 2 : 1,
      ...(isGone ? { dash: [4, 3] } : {}),
    },
    { kind: 'rect', x, y, w: 3, h: rows?.rows.length ? sizes.datasetHeaderHeight : height, radius: 1.5, fill: spine },
    words({
      ...{ x: x + 12, y: y + 20, font: 'mono', size: 12, weight: 500, text: cutMiddle(vertex.name, 22) },
      fill: isGone ? 'ink-3' : 'ink',
      isStruck: isGone,
    }),
    words({ x: x + 12, y: y + 36, size: 11, text: meta, fill: 'ink-3' }),
    ...(pii === ''
      ? []
      : [words({ x: x + width - 9, y: y + 36, size: 9.5, weight: 600 as const, text: pii, fill: 'pii', anchor: 'end' as const })]),
    ...columnShapes(placed),
  ];
}

function columnShapes({ rows, x, y, width }: PlacedVertex): readonly Shape[] {
  if (!rows || rows.rows.length === 0) return [];
  const top = y + sizes.datasetHeaderHeight;
  const line = (place: number): number => top + place * sizes.columnRowHeight;
  const shapes = rows.rows.flatMap(({ name, isTraced, column }, place): readonly Shape[] => [
    ...(isTraced ? [{ kind: 'rect', x: x + 1, y: line(place), w: width - 2, h: sizes.columnRowHeight, fill: 'ember-soft' } as const] : []),
    words({
      ...{ x: x + 12, y: line(place) + 15, font: 'mono', size: 11.5, text: cutMiddle(name, column?.isPii ? 17 : 21) },
      fill: isTraced ? 'ink' : 'ink-2',
    }),
    ...(column?.isPii
      ? [words({ x: x + width - 9, y: line(place) + 15, size: 9.5, weight: 600, text: 'PII', fill: 'pii', anchor: 'end' })]
      : []),
  ]);
  const more = formatNumber(rows.more);
  const rest = words({
    ...{ x: x + 12, y: line(rows.rows.length) + 14, size: 11, fill: 'ink-3' },
    text: plural(rows.more, { one: `+ ${more} more column`, other: `+ ${more} more columns` }),
  });
  const rule: Shape = { kind: 'path', d: `M${x + 1} ${top}H${x + width - 1}`, stroke: 'line' };
  return [rule, ...shapes, ...(rows.more > 0 ? [rest] : [])];
}

/** A chamfered capsule with the state, the name, and how it went. */
export function jobShapes({ vertex, card, x, y, width, height, isSubject, isTraced }: PlacedVertex, nowMs: number): readonly Shape[] {
  const status = statusOf(card?.run ?? null);
  const loud = status === 'failed' || status === 'running' || status === 'late' ? status : 'line-2';
  const stroke: Ink = isSubject ? 'ink' : isTraced ? 'ember' : loud;
  const outline = `M9 .75H${width - 9}L${width - 0.75} ${height / 2} ${width - 9} ${height - 0.75}H9L.75 ${height / 2}z`;
  const line = jobLine(card, nowMs);
  const tone: Ink = status === 'completed' || status === 'unknown' || status === 'queued' ? 'ink-3' : `${status}-text`;
  return [
    { kind: 'path', d: outline, x, y, fill: status === 'failed' ? 'failed-soft' : 'raised', stroke, width: isSubject ? 2 : 1.2 },
    ...glyphShapes(status, x + 14, y + 5),
    words({ x: x + 33, y: y + 16, size: 12, weight: 500, text: cutMiddle(vertex.name, 20), fill: 'ink', isNarrow: true }),
    ...(line === '' ? [] : [words({ x: x + 33, y: y + 32, size: 11, text: cutMiddle(line, 20), fill: tone })]),
  ];
}

/** A stack of cards with counts. */
export function groupShapes(group: GraphGroup, x: number, y: number, w: number, h: number): readonly Shape[] {
  const datasets = plural(group.datasetCount, { one: '# dataset', other: '# datasets' });
  const jobs = plural(group.jobCount, { one: '# job', other: '# jobs' });
  const card = { kind: 'rect', w: w - 8, h: h - 8, radius: 8, fill: 'surface', stroke: 'line-2' } as const;
  return [
    { ...card, x: x + 8, y: y + 8, fill: 'canvas' },
    { ...card, x: x + 4, y: y + 4, fill: 'canvas' },
    { ...card, x, y },
    words({ x: x + 14, y: y + 24, font: 'mono', size: 12.5, weight: 500, text: cutMiddle(group.namespace, 20), fill: 'ink' }),
    words({ x: x + 14, y: y + 41, size: 11, text: cutMiddle(`${datasets} · ${jobs}`, 28), fill: 'ink-3' }),
  ];
}

/** The pill that stands for what is not shown. */
export function stubShapes({ x, y, width, height, side, path }: StubPlace, count: number): readonly Shape[] {
  const shown = formatNumber(count);
  const text = side === 'up' ? plural(count, { other: `${shown} more upstream` }) : plural(count, { other: `${shown} more downstream` });
  return [
    { kind: 'path', d: path.d, stroke: 'control', width: 1.1, dash: [2, 3] },
    { kind: 'rect', x, y, w: width, h: height, radius: height / 2, fill: 'canvas', stroke: 'control', dash: [3, 3] },
    words({ x: x + width / 2, y: y + height / 2 + 4, size: 11.5, weight: 500, text, fill: 'ink-2', anchor: 'middle' }),
  ];
}
