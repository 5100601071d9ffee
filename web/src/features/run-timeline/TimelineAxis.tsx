import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { formatDay, formatTime } from '../../ui/format.ts';
import { axisTicks, type AxisTick, type TimeWindow } from './time-axis.ts';
import styles from './TimelineAxis.module.css';

interface AxisProps {
  readonly window: TimeWindow;
  readonly nowMs: number;
}

/** Times above the lanes, days named where they begin, and now. */
export function TimelineAxis({ window, nowMs }: AxisProps): React.ReactNode {
  const root = useRef<HTMLSpanElement>(null);
  const most = useMostTicks(root);
  const ticks = axisTicks(window, most);
  const daysOnly = ticks.length > 0 && ticks.every(({ day }) => day);
  const now = shareOf(window, nowMs);
  return (
    <span className={styles['axis']} data-time ref={root}>
      {ticks.map((tick) => {
        const start = shareOf(window, tick.atMs);
        // The words of now stand there, and words at the end would be cut.
        if (start > 0.955 || (now >= 0 && now <= 1 && start > now - 1.5 / most && start <= now)) return null;
        return (
          <span key={tick.atMs} className={tick.day ? styles['day'] : styles['tick']} style={{ insetInlineStart: `${start * 100}%` }}>
            {tickWords(tick, daysOnly)}
          </span>
        );
      })}
      {now >= 0 && now <= 1 && (
        <span className={styles['now']} style={{ insetInlineEnd: `${(1 - now) * 100}%` }}>
          <Trans>now {formatTime(nowMs)}</Trans>
        </span>
      )}
    </span>
  );
}

/** The same lines behind the lanes. */
export function TimelineGrid({ window, nowMs }: AxisProps): React.ReactNode {
  const root = useRef<HTMLSpanElement>(null);
  const most = useMostTicks(root);
  const now = shareOf(window, nowMs);
  return (
    <span className={styles['grid']} aria-hidden="true" ref={root}>
      {axisTicks(window, most).map(({ atMs, day }) => (
        <i
          key={atMs}
          className={day ? styles['dayLine'] : styles['line']}
          style={{ insetInlineStart: `${shareOf(window, atMs) * 100}%` }}
        />
      ))}
      {now >= 0 && now <= 1 && <i className={styles['nowLine']} style={{ insetInlineStart: `${now * 100}%` }} />}
    </span>
  );
}

/** As many lines as leave room for the words of a day. */
function useMostTicks(root: React.RefObject<HTMLElement | null>): number {
  const [most, setMost] = useState(9);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setMost(Math.min(12, Math.max(3, Math.floor(entry.contentRect.width / 74))));
    });
    if (root.current) observer.observe(root.current);
    return () => {
      observer.disconnect();
    };
  }, [root]);
  return most;
}

function shareOf({ fromMs, toMs }: TimeWindow, atMs: number): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

function tickWords({ atMs, day }: AxisTick, daysOnly: boolean): string {
  if (daysOnly) return formatDay(atMs);
  return day ? formatDay(atMs, { weekday: 'short' }) : formatTime(atMs);
}
