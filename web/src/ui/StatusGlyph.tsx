import styles from './StatusGlyph.module.css';

/** What a state looks like; `unknown` and `queued` share the dashed ring. */
export type Status = 'completed' | 'running' | 'queued' | 'late' | 'failed' | 'aborted' | 'unknown';

/** The shape of a state, told apart without its colour. Beside its word it is decoration, else `label` is its name. */
export function StatusGlyph({
  status,
  label,
  size = 14,
}: {
  readonly status: Status;
  readonly label?: string;
  readonly size?: number;
}): React.ReactNode {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`${styles['glyph']} ${styles[status]}`} width={size} height={size} viewBox="0 0 14 14" {...named}>
      <Shape status={status} />
    </svg>
  );
}

function Shape({ status }: { readonly status: Status }): React.ReactNode {
  switch (status) {
    case 'completed':
      return (
        <>
          <circle cx="7" cy="7" r="6" className={styles['fill']} />
          <path d="M4 7.2 6.2 9.3 10 5.1" className={styles['mark']} />
        </>
      );
    case 'running':
      return (
        <>
          <circle cx="7" cy="7" r="5.3" className={styles['line']} />
          <path d="M7 1.7a5.3 5.3 0 0 1 0 10.6z" className={styles['fill']} />
        </>
      );
    case 'late':
      return (
        <>
          <path d="M7 1.2 13.2 12.4H.8z" className={styles['fill']} />
          <path d="M7 5v3.4M7 9.9v1" className={styles['mark']} />
        </>
      );
    case 'failed':
      return (
        <>
          <rect x="1.2" y="1.2" width="11.6" height="11.6" rx="1.5" className={styles['fill']} />
          <path d="M4.4 4.4l5.2 5.2M9.6 4.4 4.4 9.6" className={styles['mark']} />
        </>
      );
    case 'aborted':
      return (
        <>
          <circle cx="7" cy="7" r="5.2" className={styles['line']} />
          <path d="M3.4 10.6l7.2-7.2" className={styles['line']} />
        </>
      );
    case 'queued':
    case 'unknown':
      return <circle cx="7" cy="7" r="5.2" className={`${styles['line']} ${styles['dashed']}`} />;
  }
}
