import './explorer.css';
import 'graphiql/style.css';
import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { exampleTabs } from './example-tabs.ts';

const address = new URL('/graphql', window.location.href);
const socketAddress = new URL(address);
socketAddress.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = createGraphiQLFetcher({
  url: address.href,
  wsClient: createClient({ url: socketAddress.href, lazy: true }),
});

const root = document.querySelector('#explorer');
if (!root) throw new Error('The page has no place for the explorer.');
/** Other pages of the hub hand an operation over behind `#`; it is shown, not run. */
const given = new URLSearchParams(window.location.hash.slice(1)).get('query');
const tabs = [...(given === null ? [] : [{ query: given }]), ...exampleTabs()];
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={tabs}
    {...(given === null ? {} : { initialQuery: given })}
    defaultEditorToolsVisibility="variables"
    isHeadersEditorEnabled={false}
  >
    <GraphiQL.Logo>Hotpass</GraphiQL.Logo>
  </GraphiQL>,
);
