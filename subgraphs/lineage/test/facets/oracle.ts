import { createHash } from 'node:crypto';
import { runId } from '@hotpass/kernel';
import type { FacetDataset, FacetEvent, FacetMap } from './events.ts';

/**
 * What the definitions say of a set of events, read off all of them at once, as lines of text. It shares no code with
 * the projection.
 */
export function factsOf(events: readonly FacetEvent[]): string[] {
  const told = events.flatMap(sayings);
  return [
    ...facetLines(told),
    ...columnLines(told),
    ...namedLines(events),
    ...versionLines(events),
    ...pinLines(events),
    ...lifecycleLines(told),
  ].toSorted();
}

interface Saying {
  readonly entity: string;
  readonly isDataset: boolean;
  readonly at: number;
  readonly facets: FacetMap;
  readonly by: string;
}

function sayings(event: FacetEvent): Saying[] {
  const at = Date.parse(event.eventTime);
  const by = event.run ? runId(event.run.runId) : new Date(at).toISOString();
  const of = (isDataset: boolean) => (one: FacetDataset) => ({
    entity: `${one.namespace}/${one.name}`,
    isDataset,
    at,
    facets: one.facets ?? {},
    by,
  });
  const named = [...(event.inputs ?? []), ...(event.outputs ?? []), ...(event.dataset ? [event.dataset] : [])];
  return [...(event.job ? [of(false)(event.job)] : []), ...named.map(of(true))];
}

function isDeleted(facet: unknown): boolean {
  return (facet as FacetMap)['_deleted'] === true;
}

/** The greatest by time, then by the bytes of the text. */
function greatest<T extends { readonly at: number; readonly text: string }>(all: readonly T[]): T | undefined {
  return all.toSorted((a, b) => b.at - a.at || Buffer.compare(Buffer.from(b.text), Buffer.from(a.text)))[0];
}

function facetLines(told: readonly Saying[]): string[] {
  const facets = told.flatMap(({ entity, at, facets }) =>
    Object.entries(facets).map(([name, facet]) => ({ entity, name, at, facet, text: isDeleted(facet) ? '' : JSON.stringify(facet) })),
  );
  return [...Map.groupBy(facets, ({ entity, name }) => `${entity} ${name}`)].flatMap(([key, all]) => {
    const { at, text, facet } = greatest(all)!;
    return [`facet ${key} ${at} ${text}`, ...(key.endsWith(' tags') && text !== '' ? tagLines(key.slice(0, -5), facet) : [])];
  });
}

function tagLines(entity: string, facet: unknown): string[] {
  const { tags } = facet as { tags: unknown };
  if (!Array.isArray(tags)) return [];
  const keyed = (tags as Record<string, unknown>[]).filter((tag) => typeof tag['key'] === 'string');
  return keyed.map(
    (tag, i) =>
      `tag ${entity} ${i} ${String(tag['field'] ?? '')} ${String(tag['key'])}=${String(tag['value'])} ${String(tag['source'] ?? null)}`,
  );
}

interface Field {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly fields?: readonly Field[];
}

type Column = readonly [path: string, type: string | null, description: string | null];

function columnsOf(facet: unknown): Column[] {
  const { fields } = facet as { fields: unknown };
  const walk = (list: readonly Field[], prefix: string): Column[] =>
    list.flatMap((field) => [
      [prefix + field.name, field.type ?? null, field.description?.replaceAll('\0', '\ufffd') ?? null] as const,
      ...walk(field.fields ?? [], `${prefix}${field.name}.`),
    ]);
  return Array.isArray(fields) ? walk(fields as Field[], '') : [];
}

/** Empty for a schema that says nothing, or is deleted. */
function hashOf(facet: unknown): string {
  if (facet === undefined || isDeleted(facet)) return '';
  const columns = columnsOf(facet);
  return columns.length === 0 ? '' : createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 32);
}

function columnLines(told: readonly Saying[]): string[] {
  const schemas = told
    .filter(({ isDataset, facets }) => isDataset && facets['schema'] !== undefined)
    .map(({ entity, at, facets }) => ({ entity, at, facet: facets['schema'], text: hashOf(facets['schema']) }))
    .filter(({ facet, text }) => text !== '' || isDeleted(facet));
  return [...Map.groupBy(schemas, ({ entity }) => entity)].flatMap(([entity, all]) => {
    const newest = greatest(all)!;
    const columns = newest.text === '' ? [] : columnsOf(newest.facet);
    return columns.map(([path, type, description], i) => `column ${entity} ${i + 1} ${path} ${type} ${description}`);
  });
}

/** Every column that column lineage names at either end. */
function namedLines(events: readonly FacetEvent[]): string[] {
  const targets = events.flatMap(({ dataset, inputs = [], outputs = [] }) => [...inputs, ...outputs, ...(dataset ? [dataset] : [])]);
  const named = targets.flatMap(({ namespace, name, facets }) => {
    const fields = (facets?.['columnLineage'] as { fields: unknown } | undefined)?.fields ?? {};
    return Object.entries(fields as Record<string, { inputFields: { namespace: string; name: string; field: string }[] }>).flatMap(
      ([column, { inputFields }]) => [
        `named ${namespace}/${name} ${column}`,
        ...inputFields.map((input) => `named ${input.namespace}/${input.name} ${input.field}`),
      ],
    );
  });
  return [...new Set(named)];
}

/** One for each dataset and run that named it as an output, as old as the last event of the run. */
function versionLines(events: readonly FacetEvent[]): string[] {
  const outputs = events.flatMap(({ run, outputs, eventTime }) =>
    run ? (outputs ?? []).map((output) => ({ run: run.runId, output, at: Date.parse(eventTime) })) : [],
  );
  return [...Map.groupBy(outputs, ({ run, output }) => `${output.namespace}/${output.name} ${runId(run)}`)].map(([key, all]) => {
    const part = (read: (facets: FacetMap) => string | undefined): string | null =>
      greatest(all.flatMap(({ output, at }) => (read(output.facets ?? {}) ? [{ at, text: read(output.facets ?? {})! }] : [])))?.text ??
      null;
    const at = Math.max(...events.filter((event) => event.run?.runId === all[0]!.run).map((event) => Date.parse(event.eventTime)));
    const version = part((facets) => (facets['version'] as { datasetVersion: string } | undefined)?.datasetVersion);
    return `version ${key} ${at} ${version} ${part((facets) => hashOf(facets['schema']))} ${part(changeOf)}`;
  });
}

function pinLines(events: readonly FacetEvent[]): string[] {
  const read = events.flatMap((event) =>
    (event.inputs ?? []).flatMap(({ namespace, name, facets }) => {
      const version = (facets?.['version'] as { datasetVersion: string } | undefined)?.datasetVersion;
      return version === undefined ? [] : [{ key: `${namespace}/${name} ${version}`, at: Date.parse(event.eventTime) }];
    }),
  );
  return [...Map.groupBy(read, ({ key }) => key)].map(([key, all]) => `pin ${key} ${Math.min(...all.map(({ at }) => at))}`);
}

function changeOf(facets: FacetMap): string | undefined {
  const word = (facets['lifecycleStateChange'] as { lifecycleStateChange: string } | undefined)?.lifecycleStateChange.toUpperCase();
  return word === 'EXPLODE' ? undefined : word;
}

/** One for each dataset, run (or instant of events without one) and change: the last of them. */
function lifecycleLines(told: readonly Saying[]): string[] {
  const changes = told.flatMap(({ isDataset, entity, at, facets, by }) => {
    const change = isDataset ? changeOf(facets) : undefined;
    const previous = (facets['lifecycleStateChange'] as { previousIdentifier?: { namespace: string; name: string } } | undefined)
      ?.previousIdentifier;
    const id = previous === undefined ? '' : createHash('sha256').update(`ds\0${previous.namespace}\0${previous.name}`).digest('hex');
    return change === undefined ? [] : [{ key: `${entity} ${by} ${change}`, at, text: id, previous: previous?.name ?? null }];
  });
  return [...Map.groupBy(changes, ({ key }) => key)].map(
    ([key, all]) => `lifecycle ${key} ${greatest(all)!.at} ${greatest(all)!.previous}`,
  );
}
