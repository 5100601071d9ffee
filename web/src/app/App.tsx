import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { RouterProvider } from '@tanstack/react-router';
import { Provider } from 'urql';
import { GraphClientContext } from '../client/clients-context.ts';
import { LiveContext } from '../client/live-context.ts';
import type { Connections } from './create-connections.ts';
import { router } from './router.tsx';

/** Everything a screen stands on. */
export function App({ i18n, connections }: { readonly i18n: I18n; readonly connections: Connections }): React.ReactNode {
  return (
    <I18nProvider i18n={i18n}>
      <Provider value={connections.entities}>
        <GraphClientContext value={connections.graph}>
          <LiveContext value={connections.live}>
            <RouterProvider router={router} />
          </LiveContext>
        </GraphClientContext>
      </Provider>
    </I18nProvider>
  );
}
