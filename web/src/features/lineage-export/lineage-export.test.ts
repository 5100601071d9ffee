/** @jest-environment jsdom */
import { TextEncoder } from 'node:util';
import { expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import fc from 'fast-check';
import { cardHeight, columnPorts } from '../lineage-graph/column-rows.ts';
import { displayGraph } from '../lineage-graph/display-graph.ts';
import { layeredLayout } from '../lineage-graph/layout/layered-layout.ts';
import { sizes, type LayoutVertex } from '../lineage-graph/layout/layout.ts';
import type { ColumnPath, GraphTopology, GraphVertex } from '../lineage-graph/model.ts';
import { isTooLargeForPng } from './draw-canvas.ts';
import { lineagePicture } from './lineage-picture.ts';
import { svgOf } from './svg.ts';
import { jsonOf, lineageCsv, mermaidOf } from './text-formats.ts';

// What every browser has and jsdom has not.
globalThis.TextEncoder ??= TextEncoder as typeof globalThis.TextEncoder;
i18n.loadAndActivate({ locale: 'en', messages: {} });
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 150 };

const hostile = fc.oneof(
  fc.constantFrom(
    '"]; click n0 "javascript:alert(1)',
    '<script>alert(1)</script>',
    ']]>&amp;<!--',
    'end',
    '\u202Eתירבע\u202C',
    '👩‍👩‍👧‍👦.🏳️‍🌈',
    '=cmd|"/c calc"!A1',
    'a\u0000b\u001Bc\r\n;d',
    '\uD800lone',
    'x'.repeat(2_000),
    ' ',
    '`**b**` #35; %%{init}%%',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const graphs: fc.Arbitrary<GraphTopology> = fc
  .record({
    names: fc.array(fc.tuple(hostile, hostile, fc.integer({ min: -3, max: 3 })), { minLength: 1, maxLength: 12 }),
    edges: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.constantFrom('COMPLETED', 'DECLARED', 'FAILED', 'RUNNING' as const)), {
      maxLength: 20,
    }),
  })
  .map(({ names, edges }) => {
    const vertices = names.map(([name, namespace, hop], place): GraphVertex => {
      const kind = (place === 0 ? 0 : hop) % 2 === 0 ? 'DATASET' : 'JOB';
      return { id: `v"${place}`, kind, namespace, name, hop: place === 0 ? 0 : hop, hiddenUpstream: 1, hiddenDownstream: 0 };
    });
    const drawn = edges.filter(([a, b]) => a < vertices.length && b < vertices.length);
    const own = drawn.map(([a, b, basis]) => ({ id: `${a}>${b}`, sourceId: `v"${a}`, targetId: `v"${b}`, basis }));
    return {
      ...{ rootId: 'v"0', truncated: false, cursor: 'c', asOf: null },
      vertices: new Map(vertices.map((vertex) => [vertex.id, vertex])),
      edges: new Map(own.map((edge) => [edge.id, { ...edge, firstSeenAt: '2026-01-01', lastSeenAt: '2026-01-02' } as never])),
    };
  });

function svgText(topology: GraphTopology, name: string): string {
  const graph = displayGraph(topology, { group: 'none', open: [], shut: [], state: [], q: null }, () => undefined);
  const rows = { rows: [{ name, isTraced: true, column: null }], more: 2 };
  const vertices = [...graph.vertices.values()].map(({ id, kind, hop }): LayoutVertex => {
    if (kind === 'JOB') return { id, kind, hop, width: sizes.jobWidth, height: sizes.jobHeight, ports: [], group: null };
    return { id, kind, hop, width: sizes.datasetWidth, height: cardHeight(rows), ports: columnPorts(rows), group: null };
  });
  const request = { rootId: graph.rootId, vertices, edges: [...graph.edges.values()], columnEdges: [], stubs: [], placed: null };
  const drawing = {
    ...{ graph, layout: layeredLayout.layout(request), rows: new Map([...graph.vertices.keys()].map((id) => [id, rows])) },
    shapes: new Map(vertices.map((vertex) => [vertex.id, vertex])),
  };
  const caption = [name, name];
  const picture = lineagePicture({ drawing, cardOf: () => undefined, columnPath: null, nowMs: 0, title: name, caption, box: null });
  return svgOf(picture, () => '#123456');
}

test(`any names give well-formed SVG with every node and edge, and nothing that runs or loads (seed ${seed})`, () => {
  fc.assert(
    fc.property(graphs, hostile, (topology, name) => {
      const document = new DOMParser().parseFromString(svgText(topology, name), 'application/xml');
      expect(document.querySelector('parsererror')).toBeNull();
      expect(document.querySelectorAll('[data-node]')).toHaveLength(topology.vertices.size);
      expect(document.querySelectorAll('[data-edge]')).toHaveLength(topology.edges.size);
      const kinds = new Set([...document.querySelectorAll('*')].map(({ localName }) => localName));
      for (const kind of ['svg', 'title', 'rect', 'g', 'path', 'circle', 'text', 'clipPath']) kinds.delete(kind);
      expect([...kinds]).toEqual([]);
    }),
    runs,
  );
});

test(`any names give JSON and CSV that read back (seed ${seed})`, () => {
  fc.assert(
    fc.property(graphs, (topology) => {
      const read = JSON.parse(jsonOf(topology, null, { address: 'a', exportedAt: 'b' })) as Record<string, unknown[]>;
      expect(read['nodes']).toHaveLength(topology.vertices.size);
      expect(read['edges']).toHaveLength(topology.edges.size);
      const rows = rowsOfCsv(lineageCsv(topology, null));
      expect(rows).toHaveLength(topology.edges.size + 1);
      expect(rows.every((row) => row.length === 9 && row.every((cell) => !/^[=+@-]/.test(cell)))).toBe(true);
      const mixed = { ...topology, vertices: new Map([...topology.vertices].toReversed()) };
      expect(lineageCsv(mixed, null)).toBe(lineageCsv(topology, null));
    }),
    runs,
  );
});

test(`no name breaks out of a Mermaid flowchart (seed ${seed})`, () => {
  fc.assert(
    fc.property(graphs, (topology) => {
      const lines = mermaidOf(topology).trimEnd().split('\n');
      expect(lines[0]).toBe('flowchart LR');
      const nodes = lines.filter((line) =>
        /^ {2}n\d+(\["[^"\][{}()<>`;]*(?:#\d+;[^"\][{}()<>`;]*)*"\]|\{\{"[^"\][{}()<>`]*"\}\})$/.test(line),
      );
      const edges = lines.filter((line) => /^ {2}n\d+ (-->|-\.->)(\|(failed|running)\|)? n\d+$/.test(line));
      expect(nodes).toHaveLength(topology.vertices.size);
      expect(edges).toHaveLength(topology.edges.size);
      expect(lines).toHaveLength(2 + nodes.length + edges.length);
    }),
    runs,
  );
});

test('a traced path is one row a step, and its paths are told apart', () => {
  const ref = (datasetId: string, column: string) => ({ datasetId, column });
  const rest = { jobId: 'j', type: 'DIRECT', subtype: null, masking: true, rule: 'COLUMN_LINEAGE_FACET', basis: 'COMPLETED' } as const;
  const path: ColumnPath = {
    ...{ of: ref('a', 'x'), to: ref('c', 'z'), between: [['1', '2'], ['3']], truncated: false },
    steps: [
      { id: '1', source: ref('a', 'x'), target: ref('b', 'y'), ...rest },
      { id: '2', source: ref('b', 'y'), target: ref('c', 'z'), ...rest },
      { id: '3', source: ref('a', 'x'), target: ref('c', 'z'), ...rest },
    ],
  };
  const none = { rootId: 'a', vertices: new Map(), edges: new Map(), truncated: false, cursor: '', asOf: null };
  expect(rowsOfCsv(lineageCsv(none, path)).map((row) => row.slice(0, 4).join(' '))).toEqual([
    'path step source sourceColumn',
    '1 1 a x',
    '1 2 b y',
    '2 1 a x',
  ]);
});

test.each([
  [8_000, 4_000, false],
  [8_193, 10, true],
  [8_000, 8_000, true],
])('a picture of %d by %d is too large for PNG: %s', (width, height, isTooLarge) => {
  expect(isTooLargeForPng({ width, height })).toBe(isTooLarge);
});

/** RFC 4180, read strictly. */
function rowsOfCsv(marked: string): readonly (readonly string[])[] {
  const text = marked.replace(/^\uFEFF/, '');
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found) throw new Error(`No CSV at ${at}: ${text.slice(at, at + 40)}`);
    const [, raw = '', end] = found;
    rows.at(-1)!.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
