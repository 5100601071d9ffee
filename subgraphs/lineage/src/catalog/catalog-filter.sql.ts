import { lifeOf } from '../dataset/dataset-life.repository.ts';
import type { DatasetFilter, IdFilter, JobFilter, NodeFilter, TagFilter, TextFilter, TimeFilter, WordFilter } from './catalog-filter.ts';

/** Values of a statement that is put together; each `add` answers its placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A condition on `lineage.node n` and its namespace `s`. A comparison with an absent value does not hold, so its `not` does. */
export function nodeFilterSql({ kind, filter }: NodeFilter, parameters: Parameters): string {
  const inner = (part: DatasetFilter & JobFilter): string => nodeFilterSql({ kind, filter: part }, parameters);
  const { and, or, not, ...own }: DatasetFilter & JobFilter = filter;
  return all([
    ...textSql('n.uid', own.id, parameters),
    ...textSql('n.name', own.name, parameters),
    ...textSql('s.name', own.namespace, parameters),
    ...textSql('s.uid', own.namespaceId, parameters),
    ...given(own.tag, (tag) => tagSql(tag, parameters)),
    ...timeSql('n.first_seen', own.firstSeenAt, parameters),
    ...timeSql('n.last_seen', own.lastSeenAt, parameters),
    ...(kind === 'dataset' ? datasetSql(own, parameters) : jobSql(own, parameters)),
    ...(and ?? []).map(inner),
    ...(or ? [any(or.map(inner))] : []),
    ...(not ? [`(${inner(not)}) is not true`] : []),
  ]);
}

function datasetSql(filter: DatasetFilter, parameters: Parameters): string[] {
  return [
    ...wordSql(`coalesce((select l.state from (${lifeOf('n.uid')}) l), 'ACTIVE')`, filter.state, parameters),
    ...whether(filter.hasColumns, 'exists (select from lineage.same_as(n.uid) as s(id) join lineage.dataset_column c on c.dataset = s.id)'),
    ...whether(filter.hasProducers, edge('dst')),
    ...whether(filter.hasConsumers, edge('src')),
  ];
}

function jobSql(filter: JobFilter, parameters: Parameters): string[] {
  const processing = `coalesce((select j.processing_type from lineage.job j where j.node = n.id), 'UNKNOWN')`;
  return [
    ...wordSql(processing, filter.processingType, parameters),
    ...whether(filter.hasInputs, edge('dst')),
    ...whether(filter.hasOutputs, edge('src')),
  ];
}

/** Whether the newest state has an edge at this end. */
function edge(end: 'src' | 'dst'): string {
  return `exists (select from lineage.edge e where e.${end} = n.id and e.valid_to = 'infinity' and e.known_to = 9223372036854775807)`;
}

function tagSql({ key, value }: TagFilter, parameters: Parameters): string {
  const text = parameters.add(key);
  const tagged = [
    `t.entity = n.uid collate "C" and t.field = '' and t.key = ${text}::text and left(t.key, 200) = left(${text}::text, 200)`,
  ];
  if (value !== null && value !== undefined) tagged.push(`t.value = ${parameters.add(value)}::text`);
  return `exists (select from lineage.tag t where ${tagged.join(' and ')})`;
}

function textSql(column: string, texts: (IdFilter & TextFilter) | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(texts?.eq, (value) => `${column} = ${parameters.add(value)}::text`),
    ...given(texts?.in, (values) => `${column} = any(${parameters.add(values)}::text[])`),
    ...given(texts?.contains, (part) => `strpos(lineage.search_fold(${column}), lineage.search_fold(${parameters.add(part)}::text)) > 0`),
  ];
}

function wordSql(value: string, words: WordFilter<string> | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(words?.eq, (word) => `${value} = ${parameters.add(word)}::text`),
    ...given(words?.in, (list) => `${value} = any(${parameters.add(list)}::text[])`),
  ];
}

function timeSql(column: string, time: TimeFilter | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(time?.gte, (value) => `${column} >= ${parameters.add(value)}::timestamptz`),
    ...given(time?.lt, (value) => `${column} < ${parameters.add(value)}::timestamptz`),
  ];
}

function whether(wanted: boolean | null | undefined, condition: string): string[] {
  return given(wanted, (value) => (value ? condition : `not ${condition}`));
}

function given<Value>(value: Value | null | undefined, condition: (value: Value) => string): string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' and ');
}

function any(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' or ');
}
