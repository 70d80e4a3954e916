import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { getMe, type Me } from '@/api/me';
import type { Problem } from '@/api/problem';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { AccessEnded } from './_components/access-ended';
import { AlarmBanner } from './_components/alarm-banner';
import { AppProviders } from './_components/app-providers';
import { HeldMailsBanner } from './_components/held-mails-banner';
import { Shell } from './_components/shell';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? '';
  const { signer: _, ...messages } = await getMessages();
  const me = await load(getMe(serverCall));
  const t = await getTranslations('shell');
  if (me.ok && me.data.role === 'auditor') await keepInAuditRoom();
  return (
    <NextIntlClientProvider messages={messages}>
      <AppProviders nonce={nonce}>
        {me.ok ? (
          <Shell me={me.data} skipLabel={t('skip')} banner={<Banners role={me.data.role} />}>
            {children}
          </Shell>
        ) : (
          <Refused problem={me.problem} />
        )}
      </AppProviders>
    </NextIntlClientProvider>
  );
}

/** What an administrator has to know, whatever the page. */
function Banners({ role }: { role: Me['role'] }) {
  return (
    <>
      <AlarmBanner role={role} />
      <HeldMailsBanner role={role} />
    </>
  );
}

/** Auditors have one destination; whatever else they address, such as the home page after signing in, leads there. */
async function keepInAuditRoom(): Promise<void> {
  const here = (await headers()).get('x-here') ?? '/audit';
  if (!/^\/audit(\/|\?|$)/.test(here)) redirect('/audit');
}

function Refused({ problem }: { problem: Problem }) {
  if (problem.code === 'auditor-access-ended') return <AccessEnded sentence={problem.detail} />;
  return (
    <main className="mx-auto max-w-2xl p-6">
      <ErrorState problem={problem} />
    </main>
  );
}
