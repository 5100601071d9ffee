import { datasetId, jobId } from '@hotpass/kernel';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import { SqlIndex } from '../../src/lineage-index/sql-index.ts';
import type { ColumnDependency, ColumnTrace, Impact, Neighbours, Paths, Slice, SliceQuery } from '../../src/lineage-index/lineage-index.ts';
import { rolledBack } from '../projection/projection-under-test.ts';
import type { IndexUnderTest, LabelledImpact, LabelledNeighbours, LabelledPaths, LoadedWorld } from './index-under-test.ts';
import { NaiveIndex } from './naive-index.ts';

interface Vertex {
  readonly label: string;
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  readonly namespace: string;
  readonly name: string;
}

function vertex(label: string): Vertex {
  const [namespace, name] = label.includes('/') ? (label.slice(2).split('/') as [string, string]) : ['ns', label.slice(2)];
  const kind = label.startsWith('j:') ? 'job' : 'dataset';
  return { label, kind, namespace, name, id: kind === 'job' ? jobId(namespace, name) : datasetId(namespace, name) };
}

function pairsOf(lines: readonly string[] = []): [string, string][] {
  return lines.map((line) => line.split(' ') as [string, string]);
}

function verticesOf({ edges, formerEdges, aliases }: LoadedWorld): Vertex[] {
  return [...new Set(pairsOf([...edges, ...(formerEdges ?? []), ...(aliases ?? [])]).flat())].map(vertex);
}

function labelsOf(world: LoadedWorld): Map<string, string> {
  return new Map(verticesOf(world).map((v) => [v.id, v.label]));
}

/** `source.column target.column job TYPE`, `*` for the dataset as a whole, `-` for no job. */
function columnEdgesOf(lines: readonly string[] = []): ColumnDependency[] {
  return lines.map((line) => {
    const [source, target, job, type] = line.split(' ') as [string, string, string, 'DIRECT' | 'INDIRECT'];
    const end = (text: string): [string, string | null] => {
      const at = text.indexOf('.');
      return [vertex(text.slice(0, at)).id, text.slice(at + 1) === '*' ? null : text.slice(at + 1)];
    };
    const [[sourceId, sourceColumn], [targetId, targetColumn]] = [end(source), end(target)];
    return {
      ...{ sourceId, sourceColumn, targetId, targetColumn, jobId: job === '-' ? null : vertex(job).id },
      ...{ type, subtype: null, masking: false, rule: 'COLUMN_LINEAGE_FACET', basis: 'COMPLETED' },
    };
  });
}

function labelledTrace(trace: ColumnTrace, labels: ReadonlyMap<string, string>): string[] {
  const label = (id: string): string => labels.get(id) ?? id;
  return trace.edges.map(
    (edge) =>
      `${edge.hop} ${label(edge.sourceId)}.${edge.sourceColumn ?? '*'} ${label(edge.targetId)}.${edge.targetColumn ?? '*'} ${edge.jobId ? label(edge.jobId) : '-'} ${edge.type ?? edge.rule}`,
  );
}

function labelledImpact(impact: Impact, labels: ReadonlyMap<string, string>): LabelledImpact {
  return {
    hops: impact.byHop.map(({ hop, datasets, jobs, columns }) => `${hop}: ${datasets} ${jobs} ${columns}`),
    affected: impact.affected.map(({ id, hop, uses }) => `${labels.get(id)} ${hop} ${uses}`),
    last: impact.affected.at(-1) ?? null,
    hasNextPage: impact.hasNextPage,
    incomplete: impact.incomplete,
  };
}

function labelledNeighbours({ neighbours, ...rest }: Neighbours, labels: ReadonlyMap<string, string>): LabelledNeighbours {
  return { ...rest, neighbours: neighbours.map(({ id, uses }) => `${labels.get(id)} ${uses}`), last: neighbours.at(-1) ?? null };
}

function labelledPaths({ paths, ...rest }: Paths, labels: ReadonlyMap<string, string>): LabelledPaths {
  return {
    ...rest,
    paths: paths.map(({ vertices }) =>
      vertices.map(({ id, column }) => `${labels.get(id)}${column === null ? '' : `.${column}`}`).join(' '),
    ),
    edges: paths.map(({ edges, columnEdges }) => edges.length + columnEdges.length),
  };
}

const impactDefaults = { column: null, pageSize: 100, after: null };
const neighboursDefaults = { text: null, pageSize: 100, after: null };
const pathsDefaults = { fromColumn: null, toColumn: null, maxPaths: 10 };
const traceDefaults = { maxEdges: 1_000 };
const defaults = { upstreamDepth: 1, downstreamDepth: 1, maxNodes: 300 };

/** The same order whatever the adapter: within a distance it may answer in any. */
function labelled(slice: Slice, labels: ReadonlyMap<string, string>): Slice {
  const label = (id: string): string => labels.get(id) ?? id;
  const edges = slice.edges.map((edge) => ({ ...edge, sourceId: label(edge.sourceId), targetId: label(edge.targetId) }));
  return {
    ...slice,
    nodes: slice.nodes
      .map((node) => ({ ...node, id: label(node.id) }))
      .toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop) || a.hop - b.hop || (a.id < b.id ? -1 : 1)),
    edges: edges.toSorted((a, b) => (`${a.sourceId} ${a.targetId}` < `${b.sourceId} ${b.targetId}` ? -1 : 1)),
  };
}

/** Rows straight into the tables: the index answers for what is stored, however it came there. */
export async function startSqlIndex(index = new SqlIndex()): Promise<IndexUnderTest> {
  const database = await createTestDatabase();
  const labels = new Map<string, string>();
  return {
    async load(world) {
      for (const { id, label } of verticesOf(world)) labels.set(id, label);
      await insertVertices(database, verticesOf(world));
      await insertPairs(database, world);
    },
    slice: (query) =>
      rolledBack(database.pool, async (tx) => {
        const slice = await index.slice(tx, { ...defaults, ...query, rootId: vertex(query.rootId).id });
        return slice && labelled(slice, labels);
      }),
    columnTrace: (query) =>
      rolledBack(database.pool, async (tx) => {
        const trace = await index.columnTrace(tx, { ...traceDefaults, ...query, datasetId: vertex(query.datasetId).id });
        return trace && { edges: labelledTrace(trace, labels), truncated: trace.truncated };
      }),
    watched: (query, limit = 1_000) =>
      rolledBack(database.pool, async (tx) => {
        const ids = await index.watched(tx, { ...defaults, ...query, rootId: vertex(query.rootId).id }, [], limit);
        return ids && ids.map((id) => labels.get(id)!).toSorted();
      }),
    impact: (query) =>
      rolledBack(database.pool, async (tx) => {
        const impact = await index.impact(tx, { ...impactDefaults, ...query, rootId: vertex(query.rootId).id });
        return impact && labelledImpact(impact, labels);
      }),
    neighbours: (query) =>
      rolledBack(database.pool, async (tx) => {
        const found = await index.neighbours(tx, { ...neighboursDefaults, ...query, rootId: vertex(query.rootId).id });
        return found && labelledNeighbours(found, labels);
      }),
    paths: (query) =>
      rolledBack(database.pool, async (tx) => {
        const paths = await index.paths(tx, { ...pathsDefaults, ...query, fromId: vertex(query.fromId).id, toId: vertex(query.toId).id });
        return paths && labelledPaths(paths, labels);
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

async function insertVertices({ pool }: TestDatabase, vertices: readonly Vertex[]): Promise<void> {
  await pool.query(`insert into lineage.namespace (uid, name) select distinct n, n from unnest($1::text[]) n`, [
    vertices.map((v) => v.namespace),
  ]);
  await pool.query(
    `insert into lineage.node (uid, kind, namespace, name, first_seen, last_seen)
     select k.uid, k.kind, s.id, k.name, now(), now()
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) k(uid, kind, namespace, name) join lineage.namespace s on s.name = k.namespace`,
    [vertices.map((v) => v.id), vertices.map((v) => v.kind), vertices.map((v) => v.namespace), vertices.map((v) => v.name)],
  );
}

async function insertPairs({ pool }: TestDatabase, world: LoadedWorld): Promise<void> {
  const joined = `unnest($1::text[], $2::text[]) k(src, dst) join lineage.node s on s.uid = k.src join lineage.node d on d.uid = k.dst`;
  const job = `case when s.kind = 'job' then s.id else d.id end`;
  const ids = (lines: readonly string[] = []): string[][] => {
    const pairs = pairsOf(lines);
    return [pairs.map(([from]) => vertex(from).id), pairs.map(([, to]) => vertex(to).id)];
  };
  await pool.query(
    `insert into lineage.edge (src, dst, job, basis, valid_from, valid_to, known_from)
     select s.id, d.id, ${job}, 'COMPLETED', now(), 'infinity', 1 from ${joined}`,
    ids(world.edges),
  );
  await pool.query(
    `insert into lineage.seen_edge (src, dst, job, first_seen, last_seen) select s.id, d.id, ${job}, now(), now() from ${joined}`,
    ids([...world.edges, ...(world.formerEdges ?? [])]),
  );
  await pool.query(
    `insert into lineage.alias (member, representative, valid_from, valid_to, known_from) select s.id, d.id, now(), 'infinity', 1 from ${joined}`,
    ids(world.aliases),
  );
  const columns = columnEdgesOf(world.columnEdges);
  await pool.query(
    `insert into lineage.column_edge (job, src, src_column, dst, dst_column, type, masking, rule, basis, valid_from, valid_to, known_from)
     select j.id, s.id, k.src_column, d.id, k.dst_column, k.type, false, 'COLUMN_LINEAGE_FACET', 'COMPLETED', now(), 'infinity', 1
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) k(src, src_column, dst, dst_column, job, type)
     join lineage.node s on s.uid = k.src join lineage.node d on d.uid = k.dst left join lineage.node j on j.uid = k.job`,
    [
      columns.map((edge) => edge.sourceId),
      columns.map((edge) => edge.sourceColumn),
      columns.map((edge) => edge.targetId),
      columns.map((edge) => edge.targetColumn),
      columns.map((edge) => edge.jobId),
      columns.map((edge) => edge.type),
    ],
  );
  const tags = pairsOf(world.tags).map(([label, tag]) => [vertex(label).id, ...tag.split(':')]);
  await pool.query(
    `insert into lineage.facet_tag (entity, ordinal, field, key, value) select e, n, '', k, v from unnest($1::text[], $2::text[], $3::text[]) with ordinality t(e, k, v, n)`,
    [tags.map(([id]) => id), tags.map(([, key]) => key), tags.map(([, , value]) => value)],
  );
}

export async function startNaiveIndex(): Promise<IndexUnderTest> {
  let world: LoadedWorld = { edges: [] };
  const indexOf = ({ cumulative }: Partial<SliceQuery>): NaiveIndex => {
    const tagsOf = (label: string): string[] => pairsOf(world.tags).flatMap(([of, tag]) => (of === label ? [tag] : []));
    return new NaiveIndex({
      nodes: verticesOf(world).map((v) => ({ ...v, tags: tagsOf(v.label) })),
      edges: pairsOf([...world.edges, ...(cumulative ? (world.formerEdges ?? []) : [])]).map(([from, to]) => ({
        src: vertex(from).id,
        dst: vertex(to).id,
        basis: 'COMPLETED',
      })),
      columnEdges: columnEdgesOf(world.columnEdges),
      aliases: new Map(pairsOf(world.aliases).map(([member, representative]) => [vertex(member).id, vertex(representative).id])),
    });
  };
  return {
    async load(loaded) {
      world = loaded;
    },
    async slice(query) {
      const slice = indexOf(query).slice({ ...defaults, ...query, rootId: vertex(query.rootId).id });
      return slice && labelled(slice, labelsOf(world));
    },
    async columnTrace(query) {
      const trace = indexOf({}).columnTrace({ ...traceDefaults, ...query, datasetId: vertex(query.datasetId).id });
      return trace && { edges: labelledTrace(trace, labelsOf(world)), truncated: trace.truncated };
    },
    async watched(query, limit = 1_000) {
      const everNamed = indexOf({ cumulative: true });
      const ids = indexOf(query).watched({ ...defaults, ...query, rootId: vertex(query.rootId).id }, everNamed);
      return ids.length > limit ? null : ids.map((id) => labelsOf(world).get(id)!).toSorted();
    },
    async impact(query) {
      const impact = indexOf({}).impact({ ...impactDefaults, ...query, rootId: vertex(query.rootId).id });
      return impact && labelledImpact(impact, labelsOf(world));
    },
    async neighbours(query) {
      const found = indexOf({}).neighbours({ ...neighboursDefaults, ...query, rootId: vertex(query.rootId).id });
      return found && labelledNeighbours(found, labelsOf(world));
    },
    async paths(query) {
      const paths = indexOf({}).paths({ ...pathsDefaults, ...query, fromId: vertex(query.fromId).id, toId: vertex(query.toId).id });
      return paths && labelledPaths(paths, labelsOf(world));
    },
    async [Symbol.asyncDispose]() {},
  };
}
