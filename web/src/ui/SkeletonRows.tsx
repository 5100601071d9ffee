import { useLingui } from '@lingui/react/macro';
import styles from './SkeletonRows.module.css';

/** Where rows will be; shows itself after 150 ms, so that a quick answer does not flicker (ux §4.4). */
export function SkeletonRows({ rows, height }: { readonly rows: number; readonly height: number }): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['rows']} role="status" aria-busy="true" aria-label={t`Loading`}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }} />
      ))}
    </div>
  );
}
