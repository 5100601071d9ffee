import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import styles from './Detour.module.css';

/** A screen that fell over, or whose part of the app is no longer on the hub: everything around it goes on. */
export function BrokenScreen({ error }: { readonly error: unknown }): React.ReactNode {
  const { t } = useLingui();
  usePageTitle(t`This page did not open`);
  return (
    <div className={styles['page']} role="alert">
      <h1>
        <Trans>This page could not be shown.</Trans>
      </h1>
      <p>
        <Trans>Your data is untouched. If the hub was updated meanwhile, loading the page again is all it takes.</Trans>
      </p>
      <div className={styles['ways']}>
        <Button kind="primary" onClick={() => location.reload()}>
          <Trans>Load the page again</Trans>
        </Button>
        <CopyButton
          text={`${location.pathname}${location.search}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}
        >
          <Trans>Copy what happened</Trans>
        </CopyButton>
        <Link to="/">
          <Trans>Go to start</Trans>
        </Link>
      </div>
    </div>
  );
}
