import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { loadMessages } from './app/i18n.ts';
import './tokens/fonts.css';
import './tokens/tokens.css';
import './tokens/global.css';

document.documentElement.dataset['theme'] ??= matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const container = document.querySelector('#app');
if (!container) throw new Error('The page has no #app.');
createRoot(container).render(
  <StrictMode>
    <App i18n={await loadMessages()} />
  </StrictMode>,
);
