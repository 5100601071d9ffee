import { Trans } from '@lingui/react/macro';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import styles from './Note.module.css';

/** What could not be loaded, whether what is shown is old, and what can be done. */
export function ErrorNote({
  children,
  isStale = false,
  requestId,
  onRetry,
}: {
  readonly children: React.ReactNode;
  readonly isStale?: boolean;
  readonly requestId?: string | undefined;
  readonly onRetry: () => void;
}): React.ReactNode {
  return (
    <div className={`${styles['note']} ${styles['error']}`} role="alert">
      <p>
        {children} {isStale && <Trans>What is shown is from before.</Trans>}
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
