import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createConnections } from './app/create-connections.ts';
import { loadMessages } from './app/i18n.ts';
import { applyTheme } from './app/shell/theme.ts';
import './tokens/fonts.css';
import './tokens/tokens.css';
import './tokens/global.css';

applyTheme();
const container = document.querySelector('#app');
if (!container) throw new Error('The page has no #app.');
const locale = import.meta.env.DEV && new URLSearchParams(location.search).get('locale') === 'pseudo' ? 'pseudo' : 'en';
createRoot(container).render(
  <StrictMode>
    <App i18n={await loadMessages(locale)} connections={createConnections()} />
  </StrictMode>,
);
