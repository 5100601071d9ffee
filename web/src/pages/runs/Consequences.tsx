import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { shapeOf } from '../../features/run-timeline/lanes.ts';
import { formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import type { FirstFailure } from './use-first-failures.ts';
import styles from './Failures.module.css';

type Consequence = FirstFailure['consequences']['nodes'][number];

/** What failed because of a failure, folded under it. */
export function Consequences({
  failure: { consequences },
  nowMs,
}: {
  readonly failure: FirstFailure;
  readonly nowMs: number;
}): React.ReactNode {
  if (consequences.totalCount === 0) return null;
  const left = consequences.totalCount - consequences.nodes.length;
  return (
    <details className={styles['consequences']}>
      <summary>
        <Plural value={consequences.totalCount} one="# run failed because of it" other="# runs failed because of it" />
      </summary>
      <ol>
        {consequences.nodes.map((consequence) => (
          <li key={consequence.run?.id ?? consequence.distance}>
            {consequence.run && <StatusGlyph status={shapeOf(consequence.run, nowMs)} />}
            <ConsequenceWords consequence={consequence} nowMs={nowMs} />
          </li>
        ))}
        {left > 0 && (
          <li>
            <Plural value={left} one="and # more" other="and # more" />
          </li>
        )}
      </ol>
    </details>
  );
}

function ConsequenceWords({
  consequence: { run, cause },
  nowMs,
}: {
  readonly consequence: Consequence;
  readonly nowMs: number;
}): React.ReactNode {
  if (!run) return null;
  const who = <Name>{cause.run?.job?.name ?? ''}</Name>;
  return (
    <span>
      <Link to="/runs/$id" params={{ id: run.id }}>
        <Name>{run.job?.name ?? run.id}</Name>
      </Link>{' '}
      <span className={styles['why']}>
        {run.startedAt && formatMoment(run.startedAt, nowMs)}
        {', '}
        {cause.reason === 'FAILED_STEP' ? (
          <Trans>its step {who} failed</Trans>
        ) : (
          <Trans>
            its input <Name>{cause.dataset?.name ?? ''}</Name> was not written by {who}
          </Trans>
        )}
      </span>
    </span>
  );
}
