import styles from './PiiTag.module.css';

/** A lock and the word: personal data, with the number of such columns on a card's head. */
export function PiiTag({ count }: { readonly count?: number }): React.ReactNode {
  return (
    <span className={styles['tag']}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M2.400 4.300V3a2.600 2.600 0 0 1 5.200 0v1.300H6.400V3a1.400 1.400 0 0 0-2.800 0v1.300zM1.200 4.300h7.600v5H1.200z" />
      </svg>
      {count === undefined ? 'PII' : `PII ${count}`}
    </span>
  );
}
