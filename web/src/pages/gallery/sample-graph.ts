import { parseColumnRef } from '../../features/lineage-graph/column-ref.ts';
import type { GraphStore } from '../../features/lineage-graph/graph-store.ts';
import type {
  ColumnPath,
  ColumnStep,
  GraphEdge,
  GraphTopology,
  GraphVertex,
  RunSummary,
  VertexCard,
} from '../../features/lineage-graph/model.ts';

const day = '2026-11-20';
const seen = { firstSeenAt: `${day}T08:00:00Z`, lastSeenAt: `${day}T09:00:00Z` };

function vertex(id: string, name: string, hop: number, hidden = 0): GraphVertex {
  const kind = id.startsWith('job_') ? 'JOB' : 'DATASET';
  const namespace = kind === 'JOB' ? 'scheduler' : hop < -1 ? 's3://landing' : 'postgres://warehouse';
  return { id, kind, namespace, name, hop, hiddenUpstream: hop < 0 ? hidden : 0, hiddenDownstream: hop > 0 ? hidden : 0 };
}

const vertices: readonly GraphVertex[] = [
  vertex('ds_subject', 'refined.people', 0),
  vertex('job_ok', 'refine_people', -1),
  vertex('job_late', 'publish_people', 1),
  vertex('job_running', 'load_contacts', -3),
  vertex('job_failed', 'mail_people', 1),
  vertex('job_aborted', 'archive_people', 1),
  vertex('job_none', 'never_ran', -1),
  vertex('ds_up', 'staging.contacts', -2, 12),
  vertex('ds_far', `drops/${'very-long-name-'.repeat(130)}.csv`, -4, 3),
  vertex('ds_rtl', 'עברית.<b>العربية</b>.👩‍👩‍👧', -2),
  vertex('ds_gone', 'marts.dropped', 2, 1),
  vertex('ds_unknown', 'marts.unreadable', 2),
  vertex('ds_loading', 'marts.loading', 2),
];

const edges: readonly (readonly [string, string, GraphEdge['basis']])[] = [
  ['job_ok', 'ds_subject', 'COMPLETED'],
  ['ds_up', 'job_ok', 'COMPLETED'],
  ['ds_rtl', 'job_none', 'DECLARED'],
  ['job_none', 'ds_subject', 'DECLARED'],
  ['job_running', 'ds_up', 'RUNNING'],
  ['ds_far', 'job_running', 'RUNNING'],
  ['ds_subject', 'job_late', 'COMPLETED'],
  ['ds_subject', 'job_failed', 'FAILED'],
  ['ds_subject', 'job_aborted', 'COMPLETED'],
  ['job_late', 'ds_gone', 'COMPLETED'],
  ['job_failed', 'ds_unknown', 'FAILED'],
  ['job_aborted', 'ds_loading', 'COMPLETED'],
];

/** A small graph with every state, kind of edge and awkward name there is. */
export const sampleTopology: GraphTopology = {
  rootId: 'ds_subject',
  vertices: new Map(vertices.map((one) => [one.id, one])),
  edges: new Map(
    edges.map(([sourceId, targetId, basis]) => [
      `${sourceId}>${targetId}`,
      { id: `${sourceId}>${targetId}`, sourceId, targetId, basis, ...seen },
    ]),
  ),
  truncated: false,
  cursor: '0',
  asOf: null,
};

function run(id: string, state: RunSummary['state'], health: RunSummary['health'] = 'ON_TIME', error: string | null = null): RunSummary {
  const isOver = state !== 'RUNNING';
  return {
    id,
    state,
    health,
    startedAt: `${day}T08:58:00Z`,
    endedAt: isOver ? `${day}T09:00:00Z` : null,
    durationMs: isOver ? 120_000 : null,
    error,
  };
}

const runs: Readonly<Record<string, RunSummary>> = {
  ds_subject: run('run_1', 'COMPLETED'),
  job_ok: run('run_2', 'COMPLETED'),
  job_late: run('run_3', 'RUNNING', 'LATE'),
  job_running: run('run_4', 'RUNNING'),
  job_failed: run('run_5', 'FAILED', 'ON_TIME', 'ValueError: <script>alert(1)</script> is no address'),
  job_aborted: run('run_6', 'ABORTED'),
  ds_up: run('run_7', 'RUNNING'),
};

const columns = ['email', 'organisation_id', 'name'].map((name) => ({
  id: `col_${name}`,
  name,
  type: 'text',
  isPii: name === 'email',
  tags: [],
}));

function card(id: string): VertexCard {
  const isPii = id === 'ds_subject' || id === 'ds_up';
  return {
    ...{ id, tags: [], piiColumnCount: isPii ? 1 : 0, hasPii: isPii, run: runs[id] ?? null, changedAt: null },
    state: id.startsWith('job_') ? null : id === 'ds_gone' ? 'DROPPED' : 'ACTIVE',
    columns: id.startsWith('ds_') ? columns : null,
    columnCount: id.startsWith('ds_') ? columns.length : null,
    status: id === 'ds_unknown' ? 'unknown' : id === 'ds_loading' ? 'loading' : 'known',
  };
}

const step: ColumnStep = {
  ...{ id: 's1', source: parseColumnRef('ds_up', 'email'), target: parseColumnRef('ds_subject', 'email'), jobId: 'job_ok' },
  ...{ type: 'DIRECT', subtype: 'TRANSFORMATION', masking: true, rule: 'COLUMN_LINEAGE_FACET', basis: 'COMPLETED' },
};

const path: ColumnPath = { of: { datasetId: 'ds_subject', column: 'email' }, to: null, between: [], steps: [step], truncated: false };

const quiet = (): (() => void) => () => {};

/** The graph in a store where nothing happens, with a column traced or not. */
export function sampleStore(isTraced: boolean): GraphStore {
  const cards = new Map(vertices.map(({ id }) => [id, card(id)]));
  return {
    ...{ topology: sampleTopology, columnPath: isTraced ? path : null, newcomers: [] },
    card: (id) => cards.get(id),
    ...{ onTopology: quiet, onCard: quiet, onColumnPath: quiet },
  };
}
