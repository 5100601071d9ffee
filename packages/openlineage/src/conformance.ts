import { hasMoreValuesThan, isDeeperThan } from './extent.ts';
import { visitKnownFacets, visitNamed } from './facet-walk.ts';
import type { KnownFacet } from './facet-walk.ts';
import * as check from './generated/check.ts';
import * as explain from './generated/explain.ts';
import { coreSchemaId } from './generated/facet-checks.ts';
import { IssueList } from './issue-list.ts';
import type { ConformanceIssue } from './issue-list.ts';
import { isObject, member, readName } from './json.ts';
import type { JsonObject } from './json.ts';
import { appendToken } from './pointer.ts';
import type { SchemaCheck, SchemaChecks, SchemaError } from './schema-check.ts';

/**
 * What an event breaks. At most 100 issues are listed. `total` counts all that were found: once the list is full, and
 * in a very large core or facet, no more than the first of each is looked for.
 */
export interface ConformanceReport {
  readonly issues: readonly ConformanceIssue[];
  readonly total: number;
}

const eventChecks = {
  run: { check: check.RunEvent, explain: explain.RunEvent },
  job: { check: check.JobEvent, explain: explain.JobEvent },
  dataset: { check: check.DatasetEvent, explain: explain.DatasetEvent },
} as const satisfies Record<string, SchemaChecks>;

/** Finding every mistake costs the square of their number, so it is done up to this size. */
const maxExplainedValues = 1000;

/** The core schema looks no deeper than at the facets of an input or output. */
const coreDepth = 4;

/** A recursive validator must not be led through the end of the stack. */
const maxFacetDepth = 256;

/**
 * Checks an event against the core schema of its kind and each known facet against its own schema.
 * Facets we do not know are fine when they carry what the core schema asks of every facet.
 */
export function conformanceOf(json: unknown): ConformanceReport {
  const issues = new IssueList();
  if (isObject(json)) {
    checkCore(json, issues);
    checkNames(json, issues);
    visitKnownFacets(json, (facet) => checkFacet(facet, issues));
  } else {
    issues.add({ pointer: '', rule: 'type', message: 'An event must be a JSON object.', schema: coreSchemaId });
  }
  return { issues: issues.listed, total: issues.total };
}

/** The issues of {@link conformanceOf} alone; none means that the event conforms. */
export function validateEvent(json: unknown): ConformanceIssue[] {
  return [...conformanceOf(json).issues];
}

function checkCore(event: JsonObject, issues: IssueList): void {
  const checks = eventChecksFor(event);
  if (checks === null) {
    const message = 'An event must have a run and a job, a job, or a dataset.';
    issues.add({ pointer: '', rule: 'oneOf', message, schema: coreSchemaId });
    return;
  }
  const errors = errorsOf(checks, event, () => !hasMoreValuesThan(maxExplainedValues, event, coreDepth));
  issues.addErrors(errors, '', coreSchemaId);
  if (errors.length === 0 && checks === eventChecks.job && check.DatasetEvent(event)) {
    const message = 'An event must not be about a job and a dataset at once.';
    issues.add({ pointer: '', rule: 'oneOf', message, schema: coreSchemaId });
  }
}

/** By the members an event has, whatever is in them: a broken `run` is told as such and makes no JobEvent of it. */
function eventChecksFor(event: JsonObject): SchemaChecks | null {
  const has = (key: string): boolean => Object.hasOwn(event, key);
  if (has('job')) return has('run') ? eventChecks.run : eventChecks.job;
  if (has('dataset')) return eventChecks.dataset;
  return has('run') ? eventChecks.run : null;
}

/** The schema takes any text for a name; nobody can find or store a thing by an empty or unencodable one. */
function checkNames(event: JsonObject, issues: IssueList): void {
  visitNamed(event, (named, pointer) => {
    for (const key of ['namespace', 'name']) {
      const name = member(named, key);
      if (typeof name !== 'string' || readName(name) !== null) continue;
      const message = 'A name must be non-empty, without U+0000 and lone surrogates.';
      issues.add({ pointer: `${pointer}/${key}`, rule: 'identity', message, schema: coreSchemaId });
    }
  });
}

function checkFacet({ check: checks, facet, key, parent }: KnownFacet, issues: IssueList): void {
  if (checks.recursive && isDeeperThan(maxFacetDepth, facet)) {
    const message = `Nested more than ${maxFacetDepth} levels deep, so it was not checked.`;
    issues.add({ pointer: appendToken(parent, key), rule: 'depth', message, schema: checks.schemaId });
    return;
  }
  const errors = errorsOf(checks, facet, () => !issues.isFull && !hasMoreValuesThan(maxExplainedValues, facet));
  if (errors.length > 0) issues.addErrors(errors, appendToken(parent, key), checks.schemaId);
}

function errorsOf(checks: SchemaChecks, json: unknown, mayExplain: () => boolean): readonly SchemaError[] {
  const first = errorsAfter(checks.check, json);
  return first.length > 0 && mayExplain() ? errorsAfter(checks.explain, json) : first;
}

function errorsAfter(schemaCheck: SchemaCheck, json: unknown): readonly SchemaError[] {
  return schemaCheck(json) ? [] : (schemaCheck.errors ?? []);
}
