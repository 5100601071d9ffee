import { readEntityName } from './entity-name.ts';
import type { EntityName } from './entity-name.ts';
import type { Facets } from './event-view.ts';
import { isObject, member, readName } from './json.ts';
import type { JsonObject } from './json.ts';

/** DIRECT: the value comes from there. INDIRECT: it only decides which values there are, as a filter or a join does. */
export type TransformationType = 'DIRECT' | 'INDIRECT';

export interface Transformation {
  readonly type: TransformationType;
  /** The producer's finer word for it, such as `AGGREGATION`. */
  readonly subtype: string | null;
  /** The value cannot be recovered from what comes out. */
  readonly masking: boolean;
}

/** One column comes from another in one way. A column that is null stands for its dataset as a whole. */
export interface ColumnDependency extends Transformation {
  readonly source: EntityName;
  readonly sourceColumn: string | null;
  readonly targetColumn: string | null;
}

/** What an explicit `lineage` job facet says. */
export interface ExplicitJobLineage {
  readonly targets: readonly { readonly target: EntityName; readonly dependencies: readonly ColumnDependency[] }[];
  /** Datasets that feed the job the facet is on. */
  readonly inputs: readonly EntityName[];
}

const direct: Transformation = { type: 'DIRECT', subtype: null, masking: false };
const indirect: Transformation = { type: 'INDIRECT', subtype: null, masking: false };

/**
 * Reads the `columnLineage` facet of a dataset: what its columns, and the dataset as a whole, come from.
 * What has the wrong shape says nothing. The work is proportional to the facet, however deep that is.
 */
export function columnLineageOf(datasetFacets: Facets): ColumnDependency[] {
  const facet = member(datasetFacets, 'columnLineage');
  if (!isObject(facet)) return [];
  const ofFields = membersOf(facet, 'fields').flatMap(([targetColumn, field]) => {
    const otherwise = olderForm(field);
    return listOf(field, 'inputFields').flatMap((input) => fromField(input, targetColumn, otherwise));
  });
  return [...ofFields, ...listOf(facet, 'dataset').flatMap((input) => fromField(input, null, indirect))];
}

/** Reads the explicit `lineage` facet of a dataset. Sources that are jobs say nothing about columns and are left out. */
export function explicitLineageOf(datasetFacets: Facets): ColumnDependency[] {
  const facet = member(datasetFacets, 'lineage');
  return isObject(facet) ? ofTarget(facet) : [];
}

/**
 * Reads the explicit `lineage` facet of a job: entries about datasets, and entries about the job itself.
 * Entries about other jobs, and sources that are jobs, relate jobs to jobs and are left out.
 */
export function explicitJobLineageOf(jobFacets: Facets, job: EntityName): ExplicitJobLineage {
  const targets: { target: EntityName; dependencies: ColumnDependency[] }[] = [];
  const inputs: EntityName[] = [];
  const facet = member(jobFacets, 'lineage');
  for (const entry of isObject(facet) ? listOf(facet, 'entries') : []) {
    const target = readEntityName(entry);
    const type = member(entry, 'type');
    if (type === 'DATASET' && target !== null) targets.push({ target, dependencies: ofTarget(entry) });
    if (type !== 'JOB' || !isItself(entry, target, job)) continue;
    for (const source of listOf(entry, 'inputs').map(readSource)) if (source !== null) inputs.push(source);
  }
  return { targets, inputs };
}

function ofTarget(target: JsonObject): ColumnDependency[] {
  const ofWhole = listOf(target, 'inputs').flatMap((input) => fromEntity(input, null));
  const ofFields = membersOf(target, 'fields').flatMap(([targetColumn, field]) =>
    listOf(field, 'inputs').flatMap((input) => fromEntity(input, targetColumn)),
  );
  return [...ofWhole, ...ofFields];
}

/** An entry without a name is about the job it stands on. */
function isItself(entry: JsonObject, target: EntityName | null, job: EntityName): boolean {
  if (target !== null) return target.namespace === job.namespace && target.name === job.name;
  return member(entry, 'namespace') === undefined && member(entry, 'name') === undefined;
}

function fromField(input: JsonObject, targetColumn: string | null, otherwise: Transformation): ColumnDependency[] {
  const source = readEntityName(input);
  const sourceColumn = readName(member(input, 'field'));
  return source === null || sourceColumn === null ? [] : dependencies(source, sourceColumn, targetColumn, input, otherwise);
}

/** A column that feeds a dataset as a whole decides about it; anything else is taken over, unless told otherwise. */
function fromEntity(input: JsonObject, targetColumn: string | null): ColumnDependency[] {
  const source = readSource(input);
  const sourceColumn = readName(member(input, 'field'));
  if (source === null || (sourceColumn === null && member(input, 'field') !== undefined)) return [];
  const otherwise = sourceColumn !== null && targetColumn === null ? indirect : direct;
  return dependencies(source, sourceColumn, targetColumn, input, otherwise);
}

function readSource(input: JsonObject): EntityName | null {
  return member(input, 'type') === 'DATASET' ? readEntityName(input) : null;
}

function dependencies(
  source: EntityName,
  sourceColumn: string | null,
  targetColumn: string | null,
  input: JsonObject,
  otherwise: Transformation,
): ColumnDependency[] {
  const told = listOf(input, 'transformations').map((one) => readTransformation(one, otherwise));
  return (told.length > 0 ? told : [otherwise]).map((transformation) => ({ source, sourceColumn, targetColumn, ...transformation }));
}

/** Words other than DIRECT and INDIRECT are not known: the place decides. */
function readTransformation(told: JsonObject, otherwise: Transformation): Transformation {
  const word = member(told, 'type');
  const type = typeof word === 'string' ? word.toUpperCase() : null;
  return {
    type: type === 'DIRECT' || type === 'INDIRECT' ? type : otherwise.type,
    subtype: readName(member(told, 'subtype')),
    masking: member(told, 'masking') === true,
  };
}

/** The facet's first versions had one word for all inputs of a field: IDENTITY or MASKED. */
function olderForm(field: JsonObject): Transformation {
  const word = readName(member(field, 'transformationType'));
  return word === null ? direct : { type: 'DIRECT', subtype: word, masking: word.toUpperCase() === 'MASKED' };
}

/** The objects of a list; anything else in its place, or in it, is nothing. */
function listOf(value: JsonObject, key: string): JsonObject[] {
  const list = member(value, key);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The members of an object that are objects themselves and have a key that can name something. */
function membersOf(value: JsonObject, key: string): [name: string, value: JsonObject][] {
  const object = member(value, key);
  if (!isObject(object)) return [];
  return Object.keys(object).flatMap((name): [string, JsonObject][] => {
    const item = member(object, name);
    return isObject(item) && readName(name) !== null ? [[name, item]] : [];
  });
}
