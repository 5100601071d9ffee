import { Trans, useLingui } from '@lingui/react/macro';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './Legend.module.css';

/** What shapes and lines mean; the traced path only while there is one. */
export function Legend({ traced }: { readonly traced: boolean }): React.ReactNode {
  const { t } = useLingui();
  return (
    <ul className={styles['legend']} aria-label={t`Legend`}>
      <li>
        <StatusGlyph status="completed" />
        <Trans>Completed</Trans>
      </li>
      <li>
        <StatusGlyph status="running" />
        <Trans>Running</Trans>
      </li>
      <li>
        <StatusGlyph status="late" />
        <Trans>Late</Trans>
      </li>
      <li>
        <StatusGlyph status="failed" />
        <Trans>Failed</Trans>
      </li>
      <li>
        <StatusGlyph status="aborted" />
        <Trans>Aborted</Trans>
      </li>
      <li className={styles['rule']}>
        <Line kind="declared" />
        <Trans>declared</Trans>
      </li>
      <li>
        <Line kind="failed" />
        <Trans>failing</Trans>
      </li>
      {traced && (
        <>
          <li>
            <Line kind="traced" />
            <Trans>column path</Trans>
          </li>
          <li>
            <Line kind="indirect" />
            <Trans>indirect</Trans>
          </li>
        </>
      )}
    </ul>
  );
}

function Line({ kind }: { readonly kind: 'declared' | 'failed' | 'indirect' | 'traced' }): React.ReactNode {
  return (
    <svg width="26" height="8" aria-hidden="true" className={`${styles['line']} ${styles[kind]}`}>
      <path d="M1 4h24" />
    </svg>
  );
}
