import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LinkPreview } from '@/api/signing';
import { PlainPage } from '@/ui/plain-page';

/** Who asks, what opening this page told (nothing), and the button. */
export function LinkIntro({ preview, children }: { preview: LinkPreview; children: ReactNode }) {
  const t = useTranslations('signer');
  const { sender, recipient, asked } = preview;
  const from = { name: sender.name, organisation: sender.organisation, act: recipient.role };
  const acted = !asked && recipient.role !== 'copy';
  return (
    <PlainPage
      eyebrow={t(acted ? 'linkFromDone' : 'linkFrom', from)}
      title={preview.title}
      footer={t(asked ? 'linkFooter' : 'linkFooterDone')}
      action={children}
    >
      <p>{t('linkTo', { name: recipient.name })}</p>
      <p className="text-sm text-ink-faint">
        {asked ? t('linkInert', { name: sender.name, count: preview.documentCount }) : t('linkInertDone')}
      </p>
    </PlainPage>
  );
}
