import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { Braces } from 'lucide-react';
import { Mark } from './Mark.tsx';
import styles from './Navigation.module.css';
import { screenOf, screens } from './screens.ts';

/** The screens there are. On a rail only their icons show, with their names as tooltips. */
export function Navigation({ isRail, onGo }: { readonly isRail: boolean; readonly onGo?: () => void }): React.ReactNode {
  const { t, i18n } = useLingui();
  const here = screenOf(useLocation({ select: ({ pathname }) => pathname }));
  return (
    <nav className={`${styles['navigation']} ${isRail ? styles['rail'] : ''}`} aria-label={t`Screens`}>
      <div className={styles['brand']}>
        <Mark />
        <b>Hotpass</b>
      </div>
      <ul>
        {screens.map((screen) => (
          <li key={screen.path}>
            <Link
              to={screen.path}
              title={isRail ? i18n._(screen.name) : undefined}
              aria-current={here === screen ? 'page' : undefined}
              className={styles['link']}
              onClick={onGo}
            >
              <screen.icon size={16} strokeWidth={1.7} aria-hidden />
              <span>{i18n._(screen.name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <ul className={styles['foot']}>
        <li>
          <a href="/graphql" title={isRail ? t`GraphQL API` : undefined} className={styles['link']}>
            <Braces size={16} strokeWidth={1.7} aria-hidden />
            <span>
              <Trans>GraphQL API</Trans>
            </span>
          </a>
        </li>
      </ul>
    </nav>
  );
}
