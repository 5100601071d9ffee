import { csvOf } from '../export/csv.ts';
import type { ColumnPath, GraphEdge, GraphTopology, GraphVertex } from '../lineage-graph/model.ts';

/** Nearest first, then by kind and name: the same graph always gives the same text. */
function inOrder({ vertices, edges }: GraphTopology): { readonly nodes: readonly GraphVertex[]; readonly edges: readonly GraphEdge[] } {
  const nodes = [...vertices.values()].toSorted(
    (one, other) =>
      Math.abs(one.hop) - Math.abs(other.hop) ||
      one.hop - other.hop ||
      compared(one.namespace, other.namespace) ||
      compared(one.name, other.name) ||
      compared(one.id, other.id),
  );
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]));
  const place = (id: string): number => placeOf.get(id) ?? Infinity;
  const sorted = [...edges.values()]
    .filter(({ sourceId, targetId }) => placeOf.has(sourceId) && placeOf.has(targetId))
    .toSorted(
      (one, other) =>
        place(one.sourceId) - place(other.sourceId) || place(one.targetId) - place(other.targetId) || compared(one.id, other.id),
    );
  return { nodes, edges: sorted };
}

/** By code units: no locale changes the order of a file. */
function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export interface ExportFacts {
  /** Address of the hub's page. */
  readonly address: string;
  /** ISO 8601. */
  readonly exportedAt: string;
}

/** Nodes and edges with all that is known of the set: which moment, which place in the log, what is left out. */
export function jsonOf(topology: GraphTopology, path: ColumnPath | null, { address, exportedAt }: ExportFacts): string {
  const { nodes, edges } = inOrder(topology);
  const { rootId, asOf, cursor, truncated } = topology;
  const columnPath = path && { of: path.of, to: path.to, truncated: path.truncated, steps: path.steps };
  return `${JSON.stringify({ rootId, asOf, cursor, truncated, exportedAt, address, nodes, edges, columnPath }, null, 2)}\n`;
}

/** The steps of the traced path; without one the edges, by the names of what they join. */
export function lineageCsv(topology: GraphTopology, path: ColumnPath | null): string {
  return path ? pathCsv(topology, path) : edgeCsv(topology);
}

function edgeCsv(topology: GraphTopology): string {
  const named = (id: string): readonly string[] => {
    const vertex = topology.vertices.get(id);
    return [vertex?.kind ?? '', vertex?.namespace ?? '', vertex?.name ?? id];
  };
  const head = ['sourceKind', 'sourceNamespace', 'source', 'targetKind', 'targetNamespace', 'target', 'basis', 'firstSeenAt', 'lastSeenAt'];
  const rows = inOrder(topology).edges.map(({ sourceId, targetId, basis, firstSeenAt, lastSeenAt }) => [
    ...named(sourceId),
    ...named(targetId),
    ...[basis, firstSeenAt, lastSeenAt],
  ]);
  return csvOf([head, ...rows]);
}

function pathCsv({ vertices }: GraphTopology, path: ColumnPath): string {
  const name = (id: string | null): string => (id === null ? '' : (vertices.get(id)?.name ?? id));
  const head = ['path', 'step', 'source', 'sourceColumn', 'job', 'target', 'targetColumn', 'type', 'subtype', 'masking', 'rule', 'basis'];
  const byId = new Map(path.steps.map((step) => [step.id, step]));
  const paths = path.to && path.between.length > 0 ? path.between.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])) : [path.steps];
  const rows = paths.flatMap((steps, number) =>
    steps.map(({ source, target, jobId, type, subtype, masking, rule, basis }, place) => [
      ...[number + 1, place + 1, name(source.datasetId), source.column, name(jobId), name(target.datasetId), target.column],
      ...[type, subtype, masking ? 'true' : 'false', rule, basis],
    ]),
  );
  return csvOf([head, ...rows]);
}

/** A flowchart for Markdown; every name is only text in it. */
export function mermaidOf(topology: GraphTopology): string {
  const { nodes, edges } = inOrder(topology);
  const nameOf = new Map(nodes.map(({ id }, place) => [id, `n${place}`]));
  const boxes = nodes.map(({ id, kind, name }) => {
    const text = `"${mermaidText(name)}"`;
    return `  ${nameOf.get(id)}${kind === 'JOB' ? `{{${text}}}` : `[${text}]`}`;
  });
  const lines = edges.map(({ sourceId, targetId, basis }) => {
    const arrow = basis === 'DECLARED' ? '-.->' : '-->';
    const word = basis === 'FAILED' || basis === 'RUNNING' ? `|${basis.toLowerCase()}|` : '';
    return `  ${nameOf.get(sourceId)} ${arrow}${word} ${nameOf.get(targetId)}`;
  });
  const subject = nameOf.get(topology.rootId);
  return `${['flowchart LR', ...boxes, ...lines, ...(subject === undefined ? [] : [`  style ${subject} stroke-width:3px`])].join('\n')}\n`;
}

/** Anything but letters, digits and a few signs is written as the number of its character, which Mermaid shows and never reads. */
function mermaidText(name: string): string {
  const text = name.toWellFormed().replace(/\p{Cc}+/gu, ' ');
  return text.trim() === '' ? '-' : text.replace(/[^\p{L}\p{M}\p{N} ._/-]/gu, (letter) => `#${letter.codePointAt(0)};`);
}
