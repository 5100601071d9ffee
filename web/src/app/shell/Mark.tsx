import styles from './Mark.module.css';

/** The brand mark. */
export function Mark(): React.ReactNode {
  return (
    <svg className={styles['mark']} width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path className={styles['first']} d="M2 17.5 8 4.5l3.2 7" />
      <path className={styles['second']} d="M8.3 17.5 14 5l6 12.5" />
    </svg>
  );
}
