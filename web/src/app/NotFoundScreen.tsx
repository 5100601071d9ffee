import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { openSearch } from '../features/omnibox/open-search.ts';
import { Button } from '../ui/Button.tsx';
import { Name } from '../ui/Name.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import styles from './Detour.module.css';

/** An address that no screen has. */
export function NotFoundScreen(): React.ReactNode {
  const { t } = useLingui();
  const path = useLocation({ select: ({ pathname }) => pathname });
  usePageTitle(t`No such page`);
  return (
    <div className={styles['page']}>
      <h1>
        <Trans>There is no page at this address.</Trans>
      </h1>
      <p>
        <Name most={80}>{path}</Name>
      </p>
      <div className={styles['ways']}>
        <Button kind="primary" onClick={openSearch}>
          <Trans>Search everything</Trans>
        </Button>
        <Link to="/">
          <Trans>Go to start</Trans>
        </Link>
      </div>
    </div>
  );
}
