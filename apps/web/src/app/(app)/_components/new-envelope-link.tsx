import { FilePlus2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';

export function NewEnvelopeLink() {
  const t = useTranslations('shell');
  return (
    <ButtonLink href="/envelopes/new" kind="primary">
      <FilePlus2 aria-hidden="true" />
      {t('newEnvelope')}
    </ButtonLink>
  );
}
