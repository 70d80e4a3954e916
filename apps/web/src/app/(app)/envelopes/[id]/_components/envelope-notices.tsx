'use client';
import { useTranslations } from 'next-intl';
import type { Attention, DocumentSeal, Envelope } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { Callout } from '@/ui/callout';
import { ErasureNotices } from './erasure-notices';
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
  const owed = envelope.seals.find(({ waiting }) => waiting !== null);
  return (
    <div className="space-y-3 empty:hidden">
      <ErasureNotices erasure={envelope.erasure} />
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
      {status === 'completed' && !attention && owed?.waiting ? (
        <OwedNotice seal={owed} waiting={owed.waiting} />
      ) : null}
      {status === 'sealing' && !attention ? (
        <Callout tone="info" title={sealingTitle(envelope, t)}>
          {t('sealingText')}
        </Callout>
      ) : null}
      {status === 'voided' && voidReason ? (
        <Callout tone="info" title={t('voidedFor', { reason: voidReason })} />
      ) : null}
    </div>
  );
}

/** Nobody has to do anything: the document is complete, and what is missing is added when it can be had. */
function OwedNotice({ seal, waiting }: { seal: DocumentSeal; waiting: Attention }) {
  const t = useTranslations('envelope');
  const { nextAttemptAt } = waiting;
  return (
    <Callout tone="info" title={t('owedTitle', { level: seal.level ?? '', target: seal.target ?? '' })}>
      {waiting.sentence}{' '}
      {t.rich('attentionSince', { since: () => <Moment at={waiting.since} shape="clock" /> })}
      {nextAttemptAt
        ? t.rich('attentionNext', { next: () => <Moment at={nextAttemptAt} shape="clock" /> })
        : null}
      <span className="ml-2 font-mono text-xs text-ink-soft">{waiting.code}</span>
    </Callout>
  );
}

type Words = ReturnType<typeof useTranslations<'envelope'>>;

function sealingTitle({ documents, seals }: Envelope, t: Words): string {
  if (documents.length < 2) return t('sealingTitle');
  const done = seals.filter(({ state }) => state === 'done').length;
  return t('sealingTitleMany', { done, total: documents.length });
}

/** A seal is owed: of a document while it is sealing, of the certificate until that is there, of a level not reached. */
function mayBeAboutSeal({ status, certificateAvailable, seals, erasure }: Envelope): boolean {
  if (erasure.documentsErasedAt !== null) return false;
  return (
    status !== 'draft' &&
    status !== 'sent' &&
    (!certificateAvailable || seals.some(({ waiting }) => waiting !== null))
  );
}
