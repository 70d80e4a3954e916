import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PlainPage } from '@/ui/plain-page';

/** What this page is, what opening it told (nothing), and the button. */
export function LinkIntro({ children }: { children: ReactNode }) {
  const t = useTranslations('signer');
  return (
    <PlainPage title={t('linkTitle')} footer={t('linkFooter')} action={children}>
      <p>{t('linkLead')}</p>
      <p className="text-sm text-ink-faint">{t('linkInert')}</p>
    </PlainPage>
  );
}
