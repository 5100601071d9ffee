import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { usePauseWhileHidden } from '../../client/use-connection.ts';
import { useCurrentPageTitle } from '../../ui/page-title.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useMedia } from '../../ui/use-media.ts';
import { Navigation } from './Navigation.tsx';
import { screenOf, screens } from './screens.ts';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { useOmniboxKeys } from './use-omnibox-keys.ts';

const loadOmnibox = () => import('../../features/omnibox/Omnibox.tsx');
const Omnibox = lazy(async () => ({ default: (await loadOmnibox()).Omnibox }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));
const NavigationSheet = lazy(async () => ({ default: (await import('./NavigationSheet.tsx')).NavigationSheet }));

type Layer = 'search' | 'shortcuts' | 'navigation' | null;

/** What surrounds every screen: navigation, top bar, and the layers above them. */
export function Shell(): React.ReactNode {
  const [layer, setLayer] = useState<Layer>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isNarrow = useMedia('(max-width: 899px)');
  const close = (): void => setLayer(null);
  usePauseWhileHidden();
  useShellShortcuts(setLayer);
  useOmniboxKeys(() => setLayer('search'));
  useSearchAtHand();
  return (
    <div className={styles['shell']}>
      <a href="#content" className={styles['skip']}>
        <Trans>Skip to content</Trans>
      </a>
      <a href="#inspector" className={`${styles['skip']} ${styles['inspector']}`}>
        <Trans>Skip to inspector</Trans>
      </a>
      {!isNarrow && <Navigation isRail={path.startsWith('/lineage/')} />}
      <div className={styles['column']}>
        <TopBar
          onSearch={() => setLayer('search')}
          onShortcuts={() => setLayer('shortcuts')}
          onMenu={isNarrow ? () => setLayer('navigation') : undefined}
        />
        <Content />
      </div>
      <Suspense>
        {layer === 'search' && <Omnibox onClose={close} />}
        {layer === 'shortcuts' && <ShortcutSheet onClose={close} />}
        {layer === 'navigation' && <NavigationSheet onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Loaded once the screen stands, so that what is typed right after the key that opens the search is not lost. */
function useSearchAtHand(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadOmnibox().catch(() => undefined), 300);
    return () => clearTimeout(timer);
  }, []);
}

/** The screen. When another one opens, it gets the focus and is named aloud. */
function Content(): React.ReactNode {
  const content = useRef<HTMLElement>(null);
  const screen = useLocation({ select: ({ pathname }) => screenOf(pathname)?.path ?? pathname });
  const { title } = useCurrentPageTitle();
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    content.current?.focus({ preventScroll: true });
    content.current?.scrollTo(0, 0);
  }, [screen]);
  return (
    <main id="content" ref={content} tabIndex={-1} className={styles['content']}>
      <span className="visually-hidden" role="status">
        {title}
      </span>
      <Suspense>
        <Outlet />
      </Suspense>
    </main>
  );
}

function useShellShortcuts(setLayer: (layer: Layer) => void): void {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const going = screens.map((screen) => {
    const name = i18n._(screen.name);
    return { keys: `g ${screen.key}`, does: t`Go to: ${name}`, act: () => void navigate({ to: screen.path }) };
  });
  useShortcuts(t`Getting around`, [
    { keys: '/', does: t`Search everything`, act: () => setLayer('search') },
    { keys: '?', does: t`Show what keys do`, act: () => setLayer('shortcuts') },
    ...going,
  ]);
}
