import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import './app/theme.css';
import { startI18n } from './i18n';
import { startShell } from './shell';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Not awaited at the top: a file that waits here keeps those waiting that import from it, the texts among them.
void startI18n().then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  startShell();
});
