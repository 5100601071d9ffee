import { I18nProvider } from '@lingui/react';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { Client } from '@urql/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { empty } from 'wonka';
import { loadMessages } from '../../app/i18n.ts';
import { applyTheme } from '../../app/shell/theme.ts';
import { GraphClientContext } from '../../client/clients-context.ts';
import { GalleryPage } from './GalleryPage.tsx';
import '../../tokens/fonts.css';
import '../../tokens/tokens.css';
import '../../tokens/global.css';

applyTheme();
const container = document.querySelector('#app');
if (!container) throw new Error('The page has no #app.');
/** Never answers: the gallery has no hub. */
const client = new Client({ url: '/graphql', exchanges: [() => () => empty] as never, preferGetMethod: false });
const router = createRouter({ routeTree: createRootRoute({ component: GalleryPage }), history: createMemoryHistory() });
const locale = new URLSearchParams(location.search).get('locale') === 'pseudo' ? 'pseudo' : 'en';
createRoot(container).render(
  <StrictMode>
    <I18nProvider i18n={await loadMessages(locale)}>
      <Provider value={client}>
        <GraphClientContext value={client}>
          <RouterProvider router={router as never} />
        </GraphClientContext>
      </Provider>
    </I18nProvider>
  </StrictMode>,
);
