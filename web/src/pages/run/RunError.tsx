import { Trans } from '@lingui/react/macro';
import { CopyBlastRadius } from '../../features/blast-radius/CopyBlastRadius.tsx';
import { ErrorWords } from '../../ui/ErrorWords.tsx';
import type { PageRun } from './use-run-page.ts';
import styles from './RunPage.module.css';

/** The words of the error, its stack trace folded, and what is affected by it. */
export function RunError({ run }: { readonly run: PageRun }): React.ReactNode {
  const error = run.failure?.error ?? run.error;
  const endedAt = run.endedAt;
  const canCopy = run.state === 'FAILED' && run.job && endedAt && (run.failure?.causes.length ?? 0) === 0;
  if (!error && !canCopy) return null;
  return (
    <div className={styles['error']}>
      {error && <ErrorWords language={error.programmingLanguage ?? null}>{error.message}</ErrorWords>}
      {error?.stackTrace && (
        <details>
          <summary>
            <Trans>Stack trace</Trans>
          </summary>
          <pre className="mono">{error.stackTrace}</pre>
        </details>
      )}
      {canCopy && run.job && <CopyBlastRadius runId={run.id} at={endedAt} />}
    </div>
  );
}
