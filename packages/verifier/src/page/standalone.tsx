import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Mark } from './icons.js';
import { VerifyDesk } from './verify-desk.js';

// Program of verifier.html: one file, opened from disk, with no server behind it.

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <header className="vf-top">
        <Mark className="vf-top-mark" />
        <span>Sealwright</span>
      </header>
      <main>
        <VerifyDesk />
      </main>
    </StrictMode>,
  );
}
