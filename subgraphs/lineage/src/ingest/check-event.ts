import type { InputIssue } from './input-issue.ts';

/** Counted as Unicode characters, not as bytes or UTF-16 units. */
export const maxNameLength = 2_048;

const maxIssues = 100;

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What keeps a parsed value from being stored as an event; empty when nothing does.
 * Everything else that is wrong with it is the conformance report's to say.
 */
export function eventProblems(json: unknown): InputIssue[] {
  if (!isObject(json)) return [{ pointer: '', message: 'must be one event, a JSON object' }];
  const issues = [
    ...timeProblems(json),
    ...subjectProblems(json),
    ...textProblems('/job', json['job']),
    ...textProblems('/dataset', json['dataset']),
  ];
  for (const side of ['inputs', 'outputs']) {
    const datasets = json[side];
    if (!Array.isArray(datasets)) continue;
    for (let index = 0; index < datasets.length && issues.length < maxIssues; index++) {
      issues.push(...textProblems(`/${side}/${index}`, datasets[index]));
    }
  }
  return issues.slice(0, maxIssues);
}

/** Whether the text can be read as a time is another matter: such events are stored and flagged. */
function timeProblems(event: JsonObject): InputIssue[] {
  return typeof event['eventTime'] === 'string' ? [] : [{ pointer: '/eventTime', message: 'must be a string: every event has a time' }];
}

/** An event is about its job, or else its dataset, by namespace and name. */
function subjectProblems(event: JsonObject): InputIssue[] {
  const kind = ['job', 'dataset'].find((key) => isObject(event[key]));
  if (!kind) return [{ pointer: '', message: 'must have a job or a dataset' }];
  return identityProblems(`/${kind}`, event[kind]);
}

function identityProblems(pointer: string, subject: unknown): InputIssue[] {
  if (!isObject(subject)) return [];
  return ['namespace', 'name']
    .filter((part) => typeof subject[part] !== 'string' || subject[part] === '')
    .map((part) => ({ pointer: `${pointer}/${part}`, message: 'must be a non-empty string' }));
}

/** Names no database or index can hold. Missing and empty ones are judged elsewhere. */
function textProblems(pointer: string, subject: unknown): InputIssue[] {
  if (!isObject(subject)) return [];
  return ['namespace', 'name'].flatMap((part) => {
    const text = subject[part];
    if (typeof text !== 'string') return [];
    if (!text.isWellFormed()) return [{ pointer: `${pointer}/${part}`, message: 'must not hold a lone surrogate' }];
    return isTooLong(text) ? [{ pointer: `${pointer}/${part}`, message: `must have at most ${maxNameLength} characters` }] : [];
  });
}

function isTooLong(text: string): boolean {
  if (text.length <= maxNameLength) return false;
  return text.length > 2 * maxNameLength || [...text].length > maxNameLength;
}
