import { Trans } from '@lingui/react/macro';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import styles from './Note.module.css';

/** What could not be loaded, whether what is shown is old, and what can be done. */
export function ErrorNote({
  children,
  isStale = false,
  isPartial = false,
  requestId,
  onRetry,
}: {
  readonly children: React.ReactNode;
  /** What is shown is from before. */
  readonly isStale?: boolean;
  /** What is shown is new, but for a part. */
  readonly isPartial?: boolean;
  readonly requestId?: string | undefined;
  readonly onRetry: () => void;
}): React.ReactNode {
  return (
    <div className={`${styles['note']} ${styles['error']}`} role="alert">
      <p>
        {children} {isStale && <Trans>What is shown is from before.</Trans>}
        {isPartial && <Trans>The rest is shown.</Trans>}
      </p>
      <div className={styles['actions']}>
        <Button onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
        {requestId !== undefined && (
          <CopyButton kind="quiet" text={requestId}>
            <Trans>
              Copy request <span className="mono">{requestId.slice(0, 8)}</span>
            </Trans>
          </CopyButton>
        )}
      </div>
    </div>
  );
}
