import { useLingui } from '@lingui/react/macro';
import styles from './GraphSkeleton.module.css';

/** Where the subject and its neighbours will stand. It shows after 150 ms, when the graph is not there yet. */
export function GraphSkeleton(): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['skeleton']} role="status" aria-busy="true" aria-label={t`The graph is loading`}>
      {['up', 'job', 'subject', 'job', 'down'].map((kind, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no other identity
        <span key={place} className={styles[kind]} />
      ))}
    </div>
  );
}
