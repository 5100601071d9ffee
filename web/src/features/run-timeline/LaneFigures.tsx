import { Trans } from '@lingui/react/macro';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { countsOf, shapeOf, type Lane } from './lanes.ts';
import { latestWords } from './run-words.ts';
import styles from './RunLanesChart.module.css';

/** What there is to say of a job: its latest run, and of the time shown how many there were and which share went well. */
export function LaneFigures({ lane, nowMs }: { readonly lane: Lane; readonly nowMs: number }): React.ReactNode {
  const { completed, ended } = countsOf(lane);
  return (
    <>
      <Latest lane={lane} nowMs={nowMs} />
      <span className={styles['number']}>
        {formatNumber(lane.total)}
        <span className="visually-hidden">
          {' '}
          <Trans>runs</Trans>
        </span>
      </span>
      <span className={styles['number']}>
        {ended === 0 ? '–' : formatShare(completed / ended)}
        <span className="visually-hidden">
          {' '}
          <Trans>completed</Trans>
        </span>
      </span>
    </>
  );
}

function Latest({ lane, nowMs }: { readonly lane: Lane; readonly nowMs: number }): React.ReactNode {
  const { latest } = lane;
  if (!latest) return <span className={styles['latest']}>–</span>;
  const shape = shapeOf(latest, nowMs);
  const words = latestWords(latest, shape, nowMs);
  return (
    <span className={styles['latest']} title={latest.errorMessage ?? undefined}>
      <StatusGlyph status={shape} {...(latest.state === 'COMPLETED' ? { label: 'Completed' } : {})} />
      <span className={styles['latestWords']}>{words}</span>
    </span>
  );
}
