import { FileSignature } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { NewEnvelopeLink } from './new-envelope-link';

export function FirstSteps() {
  const t = useTranslations('home');
  return (
    <Panel flush>
      <EmptyState icon={FileSignature} title={t('firstTitle')} action={<NewEnvelopeLink />}>
        {t('firstText')}
      </EmptyState>
    </Panel>
  );
}
