import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { getMe } from '@/api/me';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { AppProviders } from './_components/app-providers';
import { Shell } from './_components/shell';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? '';
  const { signer: _, ...messages } = await getMessages();
  const me = await load(getMe(serverCall));
  const t = await getTranslations('shell');
  return (
    <NextIntlClientProvider messages={messages}>
      <AppProviders nonce={nonce}>
        {me.ok ? (
          <Shell me={me.data} skipLabel={t('skip')}>
            {children}
          </Shell>
        ) : (
          <main className="mx-auto max-w-2xl p-6">
            <ErrorState problem={me.problem} />
          </main>
        )}
      </AppProviders>
    </NextIntlClientProvider>
  );
}
