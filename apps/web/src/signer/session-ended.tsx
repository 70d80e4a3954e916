import { useTranslations } from 'next-intl';
import { PlainPage } from '@/ui/plain-page';

/** The cookie is gone: the link in the mail opens the document again, with everything that was saved. */
export function SessionEnded() {
  const t = useTranslations('signer');
  return <PlainPage title={t('sessionTitle')}>{t('sessionText')}</PlainPage>;
}
