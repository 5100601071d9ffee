import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useQuery } from 'urql';
import { RunGlanceDocument, type RunGlanceQuery } from '../../generated/graphql/graphql.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ErrorWords } from '../../ui/ErrorWords.tsx';
import { formatDuration, formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { shapeOf } from './lanes.ts';
import { stateWord } from './run-words.ts';
import styles from './RunGlance.module.css';

type Glance = NonNullable<RunGlanceQuery['run']>;

export interface RunGlanceProps {
  readonly runId: string;
  readonly nowMs: number;
  readonly onClose: () => void;
}

/** The selected run in the inspector: how it stands, its error, what it read and wrote. */
export function RunGlance({ runId, nowMs, onClose }: RunGlanceProps): React.ReactNode {
  const { t } = useLingui();
  const [{ data, error, fetching }, again] = useQuery({ query: RunGlanceDocument, variables: { id: runId } });
  const run = data?.run?.id === runId ? data.run : null;
  return (
    <aside id="inspector" className={styles['glance']} aria-label={t`Selected run`}>
      <header>
        <h2 className="mono">
          <Name most={34}>{run?.job?.name ?? runId}</Name>
        </h2>
        <Button kind="quiet" onClick={onClose} aria-label={t`Close`} title={t`Close (Esc)`}>
          <X size={15} aria-hidden />
        </Button>
      </header>
      {error && (
        <ErrorNote
          {...shownBeside(error, run !== null)}
          requestId={requestIdOf(error)}
          onRetry={() => again({ requestPolicy: 'network-only' })}
        >
          <Trans>This run could not be loaded.</Trans>
        </ErrorNote>
      )}
      {run && <Facts run={run} nowMs={nowMs} />}
      {!run && !error && (
        <p className={styles['quiet']}>{fetching ? <Trans>Loading this run…</Trans> : <Trans>The hub knows no run of this id.</Trans>}</p>
      )}
    </aside>
  );
}

function Facts({ run, nowMs }: { readonly run: Glance; readonly nowMs: number }): React.ReactNode {
  const shape = shapeOf(run, nowMs);
  return (
    <>
      <p className={styles['state']}>
        <StatusGlyph status={shape} />
        <strong>{stateWord(shape)}</strong>
        {run.attempt !== null && run.attempt !== undefined && run.attempt > 1 && <Trans>attempt {run.attempt}</Trans>}
      </p>
      {run.error && <ErrorWords language={run.error.programmingLanguage ?? null}>{run.error.message}</ErrorWords>}
      <dl className={styles['facts']}>
        <Times run={run} nowMs={nowMs} />
        {run.parent && (
          <>
            <dt>
              <Trans>Step of</Trans>
            </dt>
            <dd>
              <Link to="/runs/$id" params={{ id: run.parent.id }}>
                <Name most={28}>{run.parent.job?.name ?? run.parent.id}</Name>
              </Link>
            </dd>
          </>
        )}
        {run.lastSuccess?.endedAt && (
          <>
            <dt>
              <Trans>Last success before</Trans>
            </dt>
            <dd>
              <Link to="/runs/$id" params={{ id: run.lastSuccess.id }}>
                {formatMoment(run.lastSuccess.endedAt, nowMs)}
              </Link>
            </dd>
          </>
        )}
      </dl>
      <Datasets title={<Trans>Read</Trans>} all={run.inputs} />
      <Datasets title={<Trans>Wrote</Trans>} all={run.outputs} />
      <Link to="/runs/$id" params={{ id: run.id }} className={styles['open']}>
        <Trans>Open this run</Trans>
      </Link>
    </>
  );
}

function Times({ run, nowMs }: { readonly run: Glance; readonly nowMs: number }): React.ReactNode {
  const soFar = run.state === 'RUNNING' && run.startedAt ? Math.max(0, nowMs - Date.parse(run.startedAt)) : null;
  const tookMs = run.durationMs ?? soFar;
  const usualMs = run.job?.medianDurationMs;
  return (
    <>
      {run.startedAt && (
        <>
          <dt>
            <Trans>Started</Trans>
          </dt>
          <dd>
            <time dateTime={run.startedAt} title={run.startedAt}>
              {formatMoment(run.startedAt, nowMs, { seconds: true })}
            </time>
          </dd>
        </>
      )}
      {tookMs !== null && (
        <>
          <dt>{soFar === null ? <Trans>Took</Trans> : <Trans>Runs for</Trans>}</dt>
          <dd>
            {formatDuration(tookMs)}
            {usualMs !== null && usualMs !== undefined && (
              <span className={styles['quiet']}> {<Trans>usually {formatDuration(usualMs)}</Trans>}</span>
            )}
          </dd>
        </>
      )}
    </>
  );
}

function Datasets({ title, all }: { readonly title: React.ReactNode; readonly all: Glance['inputs'] }): React.ReactNode {
  if (!all || all.nodes.length === 0) return null;
  const left = (all.totalCount ?? all.nodes.length) - all.nodes.length;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {all.nodes.map(({ id, name }) => (
          <li key={id}>
            <AppLink path={`/lineage/${encodeURIComponent(id)}`}>
              <Name most={36}>{name}</Name>
            </AppLink>
          </li>
        ))}
        {left > 0 && (
          <li className={styles['quiet']}>
            <Trans>and {left} more</Trans>
          </li>
        )}
      </ul>
    </section>
  );
}
