import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';

export default async function NotFound() {
  const t = await getTranslations('ui');
  return (
    <PlainPage title={t('notFoundTitle')} action={<ButtonLink href="/">{t('goHome')}</ButtonLink>}>
      {t('notFoundText')}
    </PlainPage>
  );
}
