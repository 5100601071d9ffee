import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Pause, Play, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConnectionFacts, ConnectionState } from '../../client/connection-state.ts';
import { useLive } from '../../client/live-context.ts';
import { useConnection } from '../../client/use-connection.ts';
import { formatDuration } from '../../ui/format.ts';
import styles from './LiveIndicator.module.css';

/** How the page stands to the hub, in a word and a shape; said aloud once when it changes. */
export function LiveIndicator(): React.ReactNode {
  const live = useLive();
  const facts = useConnection();
  return <LiveIndicatorView facts={facts} onPause={() => live.pause()} onResume={() => live.resume()} onRetry={() => live.retryNow()} />;
}

/** The same of any facts. */
export function LiveIndicatorView({
  facts,
  onPause,
  onResume,
  onRetry,
}: {
  readonly facts: ConnectionFacts;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onRetry: () => void;
}): React.ReactNode {
  const { t } = useLingui();
  const { state } = facts;
  return (
    <div className={styles['indicator']} data-state={state}>
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['word']}>
        <StateWord state={state} />
        {state === 'delayed' && <Age since={facts.newestEventAt} />}
      </span>
      <span className="visually-hidden" role="status">
        <Announcement state={state} />
      </span>
      {state === 'offline' && (
        <button type="button" onClick={onRetry} title={t`Try to connect now`} aria-label={t`Try to connect now`}>
          <RotateCw size={14} aria-hidden />
        </button>
      )}
      {state === 'paused' ? (
        <button type="button" onClick={onResume} title={t`Go on: shows what was missed`} aria-label={t`Go on`}>
          <Play size={14} aria-hidden />
        </button>
      ) : (
        <button type="button" onClick={onPause} title={t`Pause: nothing changes until you go on`} aria-label={t`Pause live updates`}>
          <Pause size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}

function StateWord({ state }: { readonly state: ConnectionState }): React.ReactNode {
  switch (state) {
    case 'connecting':
      return <Trans>Connecting</Trans>;
    case 'live':
      return <Trans>Live</Trans>;
    case 'catching-up':
      return <Trans>Catching up</Trans>;
    case 'delayed':
      return <Trans>Delayed</Trans>;
    case 'offline':
      return <Trans>Offline</Trans>;
    case 'paused':
      return <Trans>Paused</Trans>;
  }
}

/** Nothing is said of a page that opens as it should. */
function Announcement({ state }: { readonly state: ConnectionState }): React.ReactNode {
  const [told, setTold] = useState<ConnectionState | null>(null);
  useEffect(() => {
    // The two states on the way are passed through within a moment.
    const timer = setTimeout(() => setTold((before) => (before === null && state === 'live' ? null : state)), 400);
    return () => clearTimeout(timer);
  }, [state]);
  switch (told) {
    case 'live':
      return <Trans>The page is live again.</Trans>;
    case 'catching-up':
      return <Trans>Connected again, catching up with what was missed.</Trans>;
    case 'delayed':
      return <Trans>The hub does not answer; what is shown may be old.</Trans>;
    case 'offline':
      return <Trans>Offline. What is shown stays readable; the page connects again by itself.</Trans>;
    case 'paused':
      return <Trans>Live updates are paused.</Trans>;
    case 'connecting':
    case null:
      return null;
  }
}

function Age({ since }: { readonly since: number | null }): React.ReactNode {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (since === null) return null;
  const ms = Math.max(0, now - since);
  const minutes = Math.round(ms / 60_000);
  const age = ms < 60_000 ? formatDuration(Math.round(ms / 1_000) * 1_000) : plural(minutes, { one: '# minute', other: '# minutes' });
  return (
    <>
      , <Trans>newest {age} old</Trans>
    </>
  );
}
