import { asRecord, parseJson } from '../parse.ts';

/** What the hub made of one event. A batch does not tell new from repeated: `taken` is either. */
export type Answer = { readonly kind: 'new' | 'repeated' | 'taken' } | { readonly kind: 'refused'; readonly reason: string };

const mostIssues = 3;

function issueText(issue: unknown): string {
  const { pointer, message } = asRecord(issue) ?? {};
  return typeof message === 'string' ? ` ${typeof pointer === 'string' && pointer !== '' ? pointer : 'It'} ${message}.` : '';
}

/** The hub's own words from a refusal's body. */
export function refusalReason(status: number, body: string): string {
  const error = asRecord(asRecord(parseJson(body))?.['error']);
  if (typeof error?.['message'] !== 'string') return `HTTP ${status}`;
  const issues = Array.isArray(error['issues']) ? error['issues'].slice(0, mostIssues).map(issueText).join('') : '';
  return `${error['message']}${issues} (HTTP ${status}, ${String(error['code'])})`;
}

/** An element of a batch that was not stored. */
interface FailedElement {
  readonly index: number;
  readonly reason: string;
  readonly retriable: boolean;
}

/** `failed_events` of the specification's partial_success body. */
export function failedElements(body: string): FailedElement[] {
  const failed = asRecord(parseJson(body))?.['failed_events'];
  if (!Array.isArray(failed)) return [];
  return failed.flatMap((entry: unknown) => {
    const { index, reason, retriable } = asRecord(entry) ?? {};
    if (typeof index !== 'number') return [];
    return [{ index, reason: typeof reason === 'string' ? reason : 'no reason given', retriable: retriable === true }];
  });
}
