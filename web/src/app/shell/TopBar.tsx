import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { CircleQuestionMark, Menu, Monitor, Moon, Search, Sun } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Name } from '../../ui/Name.tsx';
import { useCurrentPageTitle } from '../../ui/page-title.ts';
import { themePreference, type ThemeChoice } from '../../ui/theme-preference.ts';
import { usePreference } from '../../ui/use-preference.ts';
import { LiveIndicator } from './LiveIndicator.tsx';
import { screenOf } from './screens.ts';

import styles from './TopBar.module.css';

/** Where one is, the way to everything else, and how the page stands to the hub. */
export function TopBar({
  onSearch,
  onShortcuts,
  onMenu,
}: {
  readonly onSearch: () => void;
  readonly onShortcuts: () => void;
  /** Given where the navigation is a sheet. */
  readonly onMenu?: (() => void) | undefined;
}): React.ReactNode {
  const { t } = useLingui();
  const isMac = navigator.platform.startsWith('Mac');
  return (
    <header className={styles['bar']}>
      {onMenu && (
        <IconButton label={t`Open the navigation`} onClick={onMenu}>
          <Menu size={16} aria-hidden />
        </IconButton>
      )}
      <Trail />
      <button type="button" className={styles['search']} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K /">
        <Search size={15} aria-hidden />
        <span>
          <Trans>Search datasets, jobs, columns, runs</Trans>
        </span>
        <kbd aria-hidden="true">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div className={styles['end']}>
        <LiveIndicator />
        <ThemeButton />
        <IconButton label={t`Keyboard shortcuts`} onClick={onShortcuts}>
          <CircleQuestionMark size={16} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}

function Trail(): React.ReactNode {
  const { t, i18n } = useLingui();
  const screen = screenOf(useLocation({ select: ({ pathname }) => pathname }));
  const { trail } = useCurrentPageTitle();
  return (
    <nav className={styles['trail']} aria-label={t`Where you are`}>
      <ol>
        {screen && <li>{trail.length > 0 ? <Link to={screen.path}>{i18n._(screen.name)}</Link> : <span>{i18n._(screen.name)}</span>}</li>}
        {trail.map(({ text, isName }) => (
          <li key={text}>{isName ? <Name most={36}>{text}</Name> : text}</li>
        ))}
      </ol>
    </nav>
  );
}

const themes: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: 'light', light: 'dark', dark: 'system' };

/** Steps through system, light and dark. */
function ThemeButton(): React.ReactNode {
  const { t } = useLingui();
  const [choice, choose] = usePreference(themePreference);
  const labels = { system: t`Theme: as the system`, light: t`Theme: light`, dark: t`Theme: dark` };
  const icons = { system: Monitor, light: Sun, dark: Moon };
  const Icon = icons[choice];
  return (
    <IconButton label={labels[choice]} onClick={() => choose(themes[choice])}>
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
