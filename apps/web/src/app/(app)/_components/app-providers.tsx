'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { type ReactNode, useState } from 'react';
import { ToastProvider } from '@/ui/toast';

/** What every sender screen needs in the browser. The nonce is for the styles Radix adds while a dialog is open. */
export function AppProviders({ nonce, children }: { nonce: string; children: ReactNode }) {
  if (nonce) setNonce(nonce);
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5000 } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
}
