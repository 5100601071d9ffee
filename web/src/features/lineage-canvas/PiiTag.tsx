import styles from './PiiTag.module.css';

/** A lock and the word: personal data, with the number of such columns on a card's head. */
export function PiiTag({ count }: { readonly count?: number }): React.ReactNode {
  return (
    <span className={styles['tag']}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M3 4.300V3a2 2 0 0 1 4 0v1.300M1.700 4.800h6.600v4H1.700z" />
      </svg>
      {count === undefined ? 'PII' : `PII ${count}`}
    </span>
  );
}
