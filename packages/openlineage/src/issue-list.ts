import { issueMessage } from './issue-message.ts';
import { boundedPointer } from './pointer.ts';
import type { SchemaError } from './schema-check.ts';

/** One thing an event does not keep. */
export interface ConformanceIssue {
  /** RFC 6901 JSON Pointer to the value at fault. Very long ones are cut to an ancestor. */
  readonly pointer: string;
  /** The JSON Schema keyword, or `identity` (a name that names nothing) or `depth` (nested too deep to check). */
  readonly rule: string;
  /** A sentence made of words of the schema, never of the event. */
  readonly message: string;
  /** `$id` of the schema that asks for it. */
  readonly schema: string;
}

const maxListed = 100;

/** Collects issues, lists the first of them and counts the rest. */
export class IssueList {
  readonly listed: ConformanceIssue[] = [];
  total = 0;

  get isFull(): boolean {
    return this.listed.length === maxListed;
  }

  add(issue: ConformanceIssue): void {
    this.total += 1;
    if (!this.isFull) this.listed.push({ ...issue, pointer: boundedPointer(issue.pointer) });
  }

  /** Adds what a validator found in the value at `pointer`, each thing once. */
  addErrors(errors: readonly SchemaError[], pointer: string, schema: string): void {
    const seen = new Set<string>();
    for (const error of withoutAlternatives(errors)) {
      const issue = { pointer: pointer + error.instancePath, rule: error.keyword, message: issueMessage(error), schema };
      const identity = JSON.stringify([issue.pointer, issue.rule, issue.message]);
      if (!seen.has(identity)) this.add(issue);
      seen.add(identity);
    }
  }
}

/** Where no form of several fits, that is the mistake; what each of the forms would have wanted is noise before it. */
function withoutAlternatives(errors: readonly SchemaError[]): readonly SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      while (isWithin(kept.at(-1), error.instancePath)) kept.pop();
    }
    kept.push(error);
  }
  return kept;
}

function isWithin(error: SchemaError | undefined, path: string): boolean {
  return error !== undefined && (error.instancePath === path || error.instancePath.startsWith(`${path}/`));
}
