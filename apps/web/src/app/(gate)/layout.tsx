import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { pickMessages } from '@/i18n/pick-messages';

export default async function GateLayout({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider messages={await pickMessages(['ui', 'signIn', 'setPassword'])}>
      {children}
    </NextIntlClientProvider>
  );
}
