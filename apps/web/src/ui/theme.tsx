'use client';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';

/** Light, dark or as the device; set before the first paint. */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      {children}
    </ThemeProvider>
  );
}
