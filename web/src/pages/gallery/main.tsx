import { I18nProvider } from '@lingui/react';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from '../../app/App.tsx';
import { loadMessages } from '../../app/i18n.ts';
import { router as appRouter } from '../../app/router.tsx';
import { applyTheme } from '../../app/shell/theme.ts';
import { GraphClientContext } from '../../client/clients-context.ts';
import { GalleryPage } from './GalleryPage.tsx';
import { longerWords } from './longer-words.ts';
import { sampleConnections } from './sample-hub.ts';
import { screenStories, type ScreenStory } from './screens.ts';
import '../../tokens/fonts.css';
import '../../tokens/tokens.css';
import '../../tokens/global.css';

applyTheme();
const container = document.querySelector('#app');
if (!container) throw new Error('The page has no #app.');
const asked = new URLSearchParams(location.search);
// As where people write from right to left.
if (asked.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
const isPseudo = asked.get('locale') === 'pseudo';
const i18n = await loadMessages(isPseudo ? 'pseudo' : 'en');
if (isPseudo) i18n.loadAndActivate({ locale: 'pseudo', messages: longerWords(i18n.messages) });
const screen = screenStories.find(({ name }) => name === asked.get('screen'));
createRoot(container).render(<StrictMode>{screen ? wholeScreen(screen) : parts()}</StrictMode>);

/** The app itself, at a place of its own. */
function wholeScreen({ path, state }: ScreenStory): React.ReactNode {
  appRouter.update({ ...appRouter.options, history: createMemoryHistory({ initialEntries: [path] }) });
  return <App i18n={i18n} connections={sampleConnections(state)} />;
}

function parts(): React.ReactNode {
  const router = createRouter({ routeTree: createRootRoute({ component: GalleryPage }), history: createMemoryHistory() });
  const { entities, graph } = sampleConnections('loading');
  return (
    <I18nProvider i18n={i18n}>
      <Provider value={entities}>
        <GraphClientContext value={graph}>
          <RouterProvider router={router as never} />
        </GraphClientContext>
      </Provider>
    </I18nProvider>
  );
}
