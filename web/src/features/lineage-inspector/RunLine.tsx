import type { InspectorRunFragment } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { statusOf } from '../lineage-canvas/vertex-words.ts';
import styles from './Inspector.module.css';

/** One run: how it went, whose it is, when and how long. */
export function RunLine({ run, hasJob }: { readonly run: InspectorRunFragment; readonly hasJob: boolean }): React.ReactNode {
  const { id, state, health, startedAt, endedAt, durationMs, job } = run;
  const at = endedAt ?? startedAt;
  const status = statusOf({
    id,
    state,
    health,
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null,
    durationMs: durationMs ?? null,
    error: null,
  });
  return (
    <AppLink path={`/runs/${encodeURIComponent(id)}`} className={styles['run']}>
      <StatusGlyph status={status} size={13} label={state.toLowerCase()} />
      <span className={styles['grow']}>
        {hasJob && job ? <Name most={34}>{job.name}</Name> : <span className="mono">{id.replace(/^run_/, '').slice(0, 8)}</span>}
      </span>
      {durationMs !== null && durationMs !== undefined && <span className={styles['meta']}>{formatDuration(durationMs)}</span>}
      {at && <RelativeTime at={at} className={styles['meta']} />}
    </AppLink>
  );
}
