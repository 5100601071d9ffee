import { combinedSql, oneOfSql, rangeSql, whenGiven, type StatementValues } from '@hotpass/server';
import { lifeOf } from '../dataset/dataset-life.repository.ts';
import type { DatasetFilter, JobFilter, NodeFilter, TagFilter, TextFilter } from './catalog-filter.ts';

/** A condition on `lineage.node n` and its namespace `s`. A comparison with an absent value does not hold, so its `not` does. */
export function nodeFilterSql({ kind, filter }: NodeFilter, parameters: StatementValues): string {
  const inner = (part: DatasetFilter & JobFilter): string => nodeFilterSql({ kind, filter: part }, parameters);
  const both: DatasetFilter & JobFilter = filter;
  const own = [
    ...textSql('n.uid', both.id, parameters),
    ...textSql('n.name', both.name, parameters),
    ...textSql('s.name', both.namespace, parameters),
    ...textSql('s.uid', both.namespaceId, parameters),
    ...whenGiven(both.tag, (tag) => tagSql(tag, parameters)),
    ...rangeSql('n.first_seen', 'timestamptz', both.firstSeenAt, parameters),
    ...rangeSql('n.last_seen', 'timestamptz', both.lastSeenAt, parameters),
    ...(kind === 'dataset' ? datasetSql(both, parameters) : jobSql(both, parameters)),
  ];
  return combinedSql(own, both, inner);
}

function datasetSql(filter: DatasetFilter, parameters: StatementValues): string[] {
  return [
    ...whenGiven(filter.columnTag, (tag) => columnTagSql(tag, parameters)),
    ...oneOfSql(`coalesce((select l.state from (${lifeOf('n.uid')}) l), 'ACTIVE')`, filter.state, parameters),
    ...whether(filter.hasColumns, 'exists (select from lineage.same_as(n.uid) as s(id) join lineage.dataset_column c on c.dataset = s.id)'),
    ...whether(filter.hasProducers, edge('dst')),
    ...whether(filter.hasConsumers, edge('src')),
  ];
}

function jobSql(filter: JobFilter, parameters: StatementValues): string[] {
  const processing = `coalesce((select j.processing_type from lineage.job j where j.node = n.id), 'UNKNOWN')`;
  return [
    ...oneOfSql(processing, filter.processingType, parameters),
    ...whether(filter.hasInputs, edge('dst')),
    ...whether(filter.hasOutputs, edge('src')),
  ];
}

/** Whether the newest state has an edge at this end. */
function edge(end: 'src' | 'dst'): string {
  return `exists (select from lineage.edge e where e.${end} = n.id and e.valid_to = 'infinity' and e.known_to = 9223372036854775807)`;
}

/** Producers tag columns by their paths, people by their own ids, whether a schema has them or not. */
function columnTagSql(tag: TagFilter, parameters: StatementValues): string {
  const ofColumns = `t.entity in (select c.id from lineage.dataset_column c where c.dataset = n.uid collate "C"
    union all select c.id from lineage.named_column c where c.dataset = n.uid collate "C")`;
  return `(${tagSql(tag, parameters, `t.entity = n.uid collate "C" and t.field <> ''`)} or ${tagSql(tag, parameters, ofColumns)})`;
}

function tagSql({ key, value }: TagFilter, parameters: StatementValues, of = `t.entity = n.uid collate "C" and t.field = ''`): string {
  const text = parameters.add(key);
  const tagged = [`${of} and t.key = ${text}::text and left(t.key, 200) = left(${text}::text, 200)`];
  if (value !== null && value !== undefined) tagged.push(`t.value = ${parameters.add(value)}::text`);
  return `exists (select from lineage.tag t where ${tagged.join(' and ')})`;
}

function textSql(column: string, texts: TextFilter | null | undefined, parameters: StatementValues): string[] {
  return [
    ...oneOfSql(column, texts, parameters),
    ...whenGiven(
      texts?.contains,
      (part) => `strpos(lineage.search_fold(${column}), lineage.search_fold(${parameters.add(part)}::text)) > 0`,
    ),
  ];
}

function whether(wanted: boolean | null | undefined, condition: string): string[] {
  return whenGiven(wanted, (value) => (value ? condition : `not ${condition}`));
}
