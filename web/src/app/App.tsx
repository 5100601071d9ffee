import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { Provider } from 'urql';
import { LiveContext } from '../client/live-context.ts';
import { LiveConnection } from '../client/live.ts';
import { createEntityClient, createGraphClient } from '../client/clients.ts';
import { GraphClientContext } from '../client/clients-context.ts';
import { router } from './router.tsx';

/** Everything a screen stands on. */
export function App({ i18n }: { readonly i18n: I18n }): React.ReactNode {
  const [entities] = useState(createEntityClient);
  const [graph] = useState(createGraphClient);
  const [live] = useState(() => new LiveConnection(`${location.origin.replace(/^http/, 'ws')}/graphql`));
  return (
    <I18nProvider i18n={i18n}>
      <Provider value={entities}>
        <GraphClientContext value={graph}>
          <LiveContext value={live}>
            <RouterProvider router={router} />
          </LiveContext>
        </GraphClientContext>
      </Provider>
    </I18nProvider>
  );
}
