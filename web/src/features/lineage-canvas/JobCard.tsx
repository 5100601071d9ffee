import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { cutMiddle } from '../../ui/format.ts';
import { useCanvas } from './canvas-context.ts';
import type { CardProps } from './canvas-nodes.ts';
import { jobLine, statusOf } from './vertex-words.ts';
import styles from './JobCard.module.css';

/** A job: a chamfered capsule with its state, name, and how long it took or what went wrong; a hatch runs along the base while it runs. */
export function JobCard({ data, card, now }: CardProps): React.ReactNode {
  const { vertex, size } = data;
  const status = statusOf(card?.run ?? null);
  const line = jobLine(card, now, useCanvas().asOf !== null);
  const { width, height } = size;
  const outline = `M9 .75H${width - 9}L${width - 0.75} ${height / 2} ${width - 9} ${height - 0.75}H9L.75 ${height / 2}z`;
  return (
    <>
      <svg className={styles['shape']} width={width} height={height} aria-hidden="true">
        <path d={outline} />
      </svg>
      <div className={`${styles['content']} ${styles[status]}`}>
        <div className={styles['line']}>
          <StatusGlyph status={status} />
          <bdi className={styles['name']} title={vertex.name}>
            {cutMiddle(vertex.name, 20)}
          </bdi>
        </div>
        <div className={styles['meta']} title={card?.run?.error ?? undefined}>
          {line}
        </div>
      </div>
      {card?.run?.state === 'RUNNING' && <span className={styles['hatch']} />}
    </>
  );
}
