import { plural, t } from '@lingui/core/macro';
import { countsOf, type Lane } from '../../features/run-timeline/lanes.ts';
import { formatMoment, formatNumber, formatShare } from '../../ui/format.ts';
import { named } from '../../ui/sentence.ts';
import type { RunRange } from '../../address/runs-address.ts';

/** What the headline is made of. */
export interface RunsFacts {
  /** Null when there is none, or the hub could not tell of it. */
  readonly first: {
    readonly job: string;
    readonly at: string;
    readonly kind: 'FAILED' | 'ABORTED' | 'LATE';
    readonly consequences: number;
  } | null;
  /** How many failures nothing explains, the first among them. */
  readonly unexplained: number;
}

/** One sentence: what failed first and what followed from it, or that nothing did. */
export function runsSentence({ first, unexplained }: RunsFacts, nowMs: number): string {
  if (!first && unexplained > 0)
    return plural(unexplained, { one: 'One thing failed, and could not be read.', other: '# things failed, and could not be read.' });
  if (!first) return t`Nothing has failed that needs an explanation.`;
  const job = named(first.job);
  const at = formatMoment(first.at, nowMs);
  const what =
    first.kind === 'LATE'
      ? t`${job} is late since ${at}`
      : first.kind === 'ABORTED'
        ? t`${job} was stopped first, at ${at}`
        : t`${job} failed first, at ${at}`;
  const followed = followedWords(first.consequences);
  const others = unexplained - 1;
  const more =
    others > 0
      ? ` ${plural(others, { one: '# failure after it has a cause of its own.', other: '# failures after it have causes of their own.' })}`
      : '';
  return `${what}${followed}.${more}`;
}

function followedWords(count: number): string {
  return count === 0 ? '' : t`, and ${plural(count, { one: '# run failed because of it', other: '# runs failed because of it' })}`;
}

/** The line below: how many runs there were, how they ended, which run now. */
export function runsSummary(lanes: readonly Lane[], range: RunRange, hasMore: boolean): string {
  const sum = { total: 0, completed: 0, ended: 0, running: 0 };
  for (const lane of lanes) {
    const { completed, ended, running } = countsOf(lane);
    sum.total += lane.total;
    sum.completed += completed;
    sum.ended += ended;
    sum.running += running;
  }
  const jobs = plural(lanes.length, { one: '# job', other: '# jobs' });
  const runs = plural(sum.total, { one: 'one run', other: `${formatNumber(sum.total)} runs` });
  const time = rangeWords(range);
  const parts = [hasMore ? t`at least ${runs} of more than ${jobs} in ${time}` : t`${runs} of ${jobs} in ${time}`];
  if (sum.ended > 0) parts.push(t`${formatShare(sum.completed / sum.ended)} completed`);
  parts.push(sum.running === 0 ? t`none running now` : t`${sum.running} running now`);
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** “15 minutes”, “24 hours”, “7 days”. */
export function rangeWords(range: RunRange): string {
  const count = Number(range.slice(0, -1));
  switch (range.slice(-1)) {
    case 'm':
      return plural(count, { one: '# minute', other: '# minutes' });
    case 'h':
      return plural(count, { one: '# hour', other: '# hours' });
    default:
      return plural(count, { one: '# day', other: '# days' });
  }
}
