import { plural, t } from '@lingui/core/macro';

export interface FailureCounts {
  /** Failures that no other explains. */
  readonly unexplained: number;
  /** Every failure of that time. */
  readonly failed: number;
}

/** The answer to “what needs me now?”, in a sentence. */
export function startHeadline({ unexplained, failed }: FailureCounts): string {
  if (failed === 0 && unexplained === 0) return t`Nothing has failed in the last day.`;
  if (unexplained === 0) return t`Nothing failed by itself in the last day.`;
  return plural(unexplained, { one: 'One thing failed, and nothing explains it.', other: '# things failed, and nothing explains them.' });
}

/** What stands under the headline. */
export function startSummary({ unexplained, failed }: FailureCounts, isTruncated: boolean): string {
  const followed = Math.max(0, failed - unexplained);
  const all = plural(failed, { one: '# run failed', other: '# runs failed' });
  const least = isTruncated ? t`At least ${all} in the last 24 hours` : t`${all} in the last 24 hours`;
  if (failed === 0) return t`Failures of the last 24 hours would stand here, the first ones first.`;
  return followed === 0 ? t`${least}.` : t`${least}, ${followed} of them as a consequence of others.`;
}
