import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getMe } from '@/api/me';
import { listSealKeys } from '@/api/platform';
import { getSealingSettings } from '@/api/sealing-settings';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { SealingDesk } from './_components/sealing-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sealing'))('title') };
}

export default async function SealingPage() {
  const t = await getTranslations('sealing');
  const loaded = await load(
    Promise.all([getSealingSettings(serverCall), listSealKeys(serverCall), getMe(serverCall)]),
  );
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? (
        <SealingDesk
          initial={loaded.data[0]}
          sealKey={loaded.data[1].find(({ state }) => state === 'active') ?? null}
          mayChange={loaded.data[2].role !== 'member'}
        />
      ) : (
        <ErrorState problem={loaded.problem} />
      )}
    </div>
  );
}
