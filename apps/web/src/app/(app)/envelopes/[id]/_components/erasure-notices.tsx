'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { Callout } from '@/ui/callout';

/** What was erased, when and why; or what a retention rule is about to erase and what stops it. */
export function ErasureNotices({ erasure }: { erasure: Envelope['erasure'] }) {
  const t = useTranslations('erasure');
  const { documentsErasedAt, personalErasedAt, cause, planned } = erasure;
  const erasedAt = personalErasedAt ?? documentsErasedAt;
  const next = planned.find((plan) => plan.announcedAt !== null || plan.stoppedBy === 'legal-hold');
  return (
    <>
      {erasedAt ? (
        <Callout
          tone="info"
          title={t.rich(personalErasedAt ? 'personalTitle' : 'documentsTitle', {
            at: () => <Moment at={erasedAt} shape="day" />,
          })}
        >
          {t(`cause.${cause ?? 'request'}`)} {t('stays')}
        </Callout>
      ) : null}
      {next ? (
        <Callout
          tone={next.stoppedBy ? 'info' : 'warn'}
          title={t.rich(next.stoppedBy ? 'stoppedTitle' : 'plannedTitle', {
            at: () => <Moment at={next.eraseAt} shape="day" />,
          })}
        >
          {next.stoppedBy ? t(`stopped.${stopWord(next.stoppedBy)}`) : t(`planned.${next.scope}`)}
        </Callout>
      ) : null}
    </>
  );
}

function stopWord(code: string): 'hold' | 'retention' | 'other' {
  if (code === 'legal-hold') return 'hold';
  return code === 'retention-period' ? 'retention' : 'other';
}
