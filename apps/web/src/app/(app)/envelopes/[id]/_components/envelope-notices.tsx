'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { Callout } from '@/ui/callout';
import { SealAgainButton } from './seal-again-button';

/** What stops this envelope, since when and what happens next; or how it ended. */
export function EnvelopeNotices({
  envelope,
  onChanged,
}: {
  envelope: Envelope;
  onChanged: (envelope: Envelope) => void;
}) {
  const t = useTranslations('envelope');
  const { attention, status, voidReason } = envelope;
  return (
    <div className="space-y-3 empty:hidden">
      {attention ? (
        <Callout
          tone="warn"
          live
          title={attention.sentence}
          action={
            mayBeAboutSeal(envelope) ? (
              <SealAgainButton envelopeId={envelope.id} onAsked={onChanged} />
            ) : undefined
          }
        >
          {t.rich('attentionSince', { since: () => <Moment at={attention.since} shape="clock" /> })}
          {attention.nextAttemptAt
            ? t.rich('attentionNext', {
                next: () => <Moment at={attention.nextAttemptAt ?? ''} shape="clock" />,
              })
            : null}
          <span className="ml-2 font-mono text-xs text-ink-soft">{attention.code}</span>
        </Callout>
      ) : null}
      {status === 'sealing' && !attention ? (
        <Callout tone="info" title={t('sealingTitle')}>
          {t('sealingText')}
        </Callout>
      ) : null}
      {status === 'voided' && voidReason ? (
        <Callout tone="info" title={t('voidedFor', { reason: voidReason })} />
      ) : null}
    </div>
  );
}

/** A seal is owed: of the document while it is sealing, of the certificate until that is there. */
function mayBeAboutSeal({ status, certificateAvailable }: Envelope): boolean {
  return status !== 'draft' && status !== 'sent' && !certificateAvailable;
}
