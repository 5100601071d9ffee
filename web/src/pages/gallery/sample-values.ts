import {
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { SampleState } from './sample-hub.ts';

/** So many of anything there is more than one of. */
const many = 3;
const hourMs = 3_600_000;

const names = ['refined.people', 'collect_exports.load_contacts', 'marts.outreach_list'];
const texts: Readonly<Record<string, readonly string[]>> = {
  name: names,
  column: ['email', 'full_name', 'province'],
  namespace: ['postgres://warehouse', 's3://landing', 'airflow'],
  message: ["UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9", 'ValueError: no such address', 'Timeout: 30 s'],
  raw: ['{"rows": 766}', '{"owner": {"team": "analysts"}}', '[]'],
  body: ['{"eventType": "START"}', '{"eventType": "RUNNING"}', '{"eventType": "COMPLETE"}'],
  key: ['pii', 'tier', 'domain'],
  type: ['text', 'uuid', 'timestamp'],
  query: ['/runs', '/datasets?tag=pii', '/lineage'],
};

/** Three vertices in a row, packed as the hub packs them. */
const slice: Readonly<Record<string, unknown>> = {
  ids: ['ds_0', 'job_1', 'ds_2'],
  kinds: ['DATASET', 'JOB', 'DATASET'],
  namespaces: [0, 1, 0],
  namespaceNames: ['postgres://warehouse', 'airflow'],
  names,
  hops: [0, 1, 1],
  hiddenUpstream: [4, 0, 0],
  hiddenDownstream: [0, 0, 7],
  edgeIds: ['edge_0', 'edge_1'],
  edgeSources: [0, 1],
  edgeTargets: [1, 2],
  edgeBasis: ['COMPLETED', 'DECLARED'],
};

/** Gives every field of every type a value that could be true, the same each time; fewer or none as the state wants it. */
export function sampleResolver(state: SampleState): GraphQLFieldResolver<unknown, unknown> {
  return (source, _arguments, _context, info) => {
    if (isHole(state, info)) throw new Error(`${info.fieldName} could not be read.`);
    const own = (source as Readonly<Record<string, unknown>> | null | undefined)?.[info.fieldName];
    return own === undefined ? valueOf(info.returnType, info, state) : own;
  };
}

/** In a partial answer everything is missing that may be, but what was asked for itself. */
function isHole(state: SampleState, { path, returnType }: GraphQLResolveInfo): boolean {
  return state === 'partial' && path.prev !== undefined && !isNonNullType(returnType);
}

function valueOf(type: GraphQLOutputType, info: GraphQLResolveInfo, state: SampleState): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, info, state);
  if (isListType(type)) return listOf(type.ofType, info, state);
  if (isScalarType(type)) return scalarOf(type.name, info, state);
  if (isEnumType(type)) return chosen(type.getValues(), info)?.name;
  if (!isCompositeType(type)) return null;
  if (state === 'empty' && info.path.prev === undefined && !isPart(type.name)) return null;
  return type.name === 'LineageSlice' ? slice : {};
}

/** Connections and the like, which are there when nothing is in them. */
function isPart(type: string): boolean {
  return /Connection$|Slice$|Failures|Buckets|Summary/.test(type);
}

function listOf(type: GraphQLOutputType, info: GraphQLResolveInfo, state: SampleState): unknown {
  if (state === 'empty') return [];
  return Array.from({ length: many }, (_, place) => {
    const path = { ...info.path, prev: info.path, key: place, typename: undefined };
    return valueOf(type, { ...info, path }, state);
  });
}

function scalarOf(type: string, info: GraphQLResolveInfo, state: SampleState): unknown {
  const { fieldName, parentType } = info;
  if (type === 'ID') return `${prefixOf(parentType.name)}_${idOf(info)}`;
  if (type === 'Boolean') return false;
  if (type === 'Int' || type === 'Float') return numberOf(fieldName, info, state);
  if (type === 'DateTime') return momentOf(fieldName, info);
  if (/cursor$/i.test(fieldName)) return `${fieldName} ${placeOf(info)}`;
  return chosen(texts[fieldName] ?? (fieldName === 'schemaURL' ? ['https://example.org/Facet.json'] : [fieldName]), info);
}

function numberOf(field: string, info: GraphQLResolveInfo, state: SampleState): number {
  if (/Count$|^total$/.test(field)) return state === 'empty' ? 0 : many;
  if (field.endsWith('Ms')) return 60_000 * (1 + placeOf(info));
  return placeOf(info);
}

/** What ends ends after it began; the past, so that nothing is late. */
function momentOf(field: string, info: GraphQLResolveInfo): string {
  const ago = hourMs * (2 + placeOf(info)) - (/ended|until|^to$/i.test(field) ? hourMs / 4 : 0);
  return new Date(Math.floor(Date.now() / hourMs) * hourMs - ago).toISOString();
}

function prefixOf(type: string): string {
  return { Run: 'run', Dataset: 'ds', Job: 'job', DatasetVersion: 'dsv', Column: 'col' }[type] ?? type.toLowerCase();
}

/** The shape of a run’s UUID, which the app looks for in addresses. */
function idOf(info: GraphQLResolveInfo): string {
  const seed = seedOf(pathText(info)).toString(16).padStart(12, '0');
  return `00000000-0000-4000-8000-${seed}`;
}

function chosen<T>(choices: readonly T[], info: GraphQLResolveInfo): T | undefined {
  return choices[placeOf(info) % choices.length];
}

/** The place in the nearest list around a value; 0 outside of any. */
function placeOf({ path }: GraphQLResolveInfo): number {
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) if (typeof at.key === 'number') return at.key;
  return 0;
}

function pathText({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.join('.');
}

function seedOf(text: string | number): number {
  return [...String(text)].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 0xffff_ffff, 7);
}
