import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LinkPreview } from '@/api/signing';
import { PlainPage } from '@/ui/plain-page';

/** Who asks, what opening this page told (nothing), and the button. */
export function LinkIntro({ preview, children }: { preview: LinkPreview; children: ReactNode }) {
  const t = useTranslations('signer');
  const { sender, recipient } = preview;
  return (
    <PlainPage
      eyebrow={t('linkFrom', { name: sender.name, organisation: sender.organisation, act: recipient.role })}
      title={preview.title}
      footer={t('linkFooter')}
      action={children}
    >
      <p>{t('linkTo', { name: recipient.name })}</p>
      <p className="text-sm text-ink-faint">{t('linkInert')}</p>
    </PlainPage>
  );
}
