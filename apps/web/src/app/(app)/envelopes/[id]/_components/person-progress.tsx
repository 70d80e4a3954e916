'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Envelope, Recipient } from '@/api/envelopes';
import { RecipientBadge } from '@/envelope/recipient-badge';
import { TimeAgo } from '@/time/time-ago';
import { Avatar } from '@/ui/avatar';
import { CopyLinkButton } from './copy-link-button';
import { RemindButton } from './remind-button';

const deliveryKeys = {
  none: 'deliveryNone',
  queued: 'deliveryQueued',
  sent: 'deliverySent',
  deferred: 'deliveryDeferred',
  failed: 'deliveryFailed',
} as const;

export function PersonProgress({
  envelope,
  person,
  index,
}: {
  envelope: Envelope;
  person: Recipient;
  index: number;
}) {
  const t = useTranslations();
  // The page follows the envelope's version, which a revealed link does not raise.
  const [revealedNow, setRevealedNow] = useState<string | null>(null);
  const revealedAt = revealedNow ?? person.linkRevealedAt;
  const remindable = envelope.status === 'sent' && ['invited', 'opened', 'consented'].includes(person.status);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3.5 sm:px-5">
      <Avatar name={person.name} index={index} done={person.status === 'completed'} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium [overflow-wrap:anywhere]">{person.name}</p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {isErased(person) ? '' : `${person.email} · `}
          {t(`role.${person.role}`)} · {t('envelope.step', { number: person.routingOrder })}
        </p>
        <LastSign person={person} />
        {revealedAt ? <Revealed at={revealedAt} /> : null}
        {person.declineReason ? (
          <p className="mt-1 text-sm text-red">
            {t('envelope.declineReason', { reason: person.declineReason })}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <RecipientBadge role={person.role} status={person.status} />
        {remindable ? (
          <CopyLinkButton
            envelope={envelope}
            person={person}
            onRevealed={() => setRevealedNow(new Date().toISOString())}
          />
        ) : null}
        {remindable ? <RemindButton envelopeId={envelope.id} person={person} /> : null}
      </div>
    </li>
  );
}

/** The address of somebody who was erased can never be delivered to (RFC 2606) and says nothing. */
function isErased({ email }: Recipient): boolean {
  return email.endsWith('@erased.invalid');
}

/** What the certificate will say of this person, where it is less than their mail would have shown. */
function Revealed({ at }: { at: string }) {
  const t = useTranslations('revealLink');
  return (
    <p className="flex items-start gap-1.5 text-[0.8125rem] text-amber">
      <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
      <span>
        {t('lowered')} · <TimeAgo at={at} />
      </span>
    </p>
  );
}

/** The newest thing known about a person: their own act, else what became of the mail. */
function LastSign({ person }: { person: Recipient }) {
  const t = useTranslations('envelope');
  const acts = [
    [person.declinedAt, t('declined')],
    [person.completedAt, t('done')],
    [person.consentedAt, t('consented')],
    [person.openedAt, t('opened')],
  ] as const;
  const latest = acts.find(([at]) => at !== null);
  const { state, detail, at } = person.delivery;
  const trouble = state === 'failed' || state === 'deferred';
  if (latest?.[0] && !trouble) {
    return (
      <p className="text-[0.8125rem] text-ink-soft">
        {latest[1]} · <TimeAgo at={latest[0]} />
      </p>
    );
  }
  return (
    <p className={trouble ? 'text-[0.8125rem] text-red' : 'text-[0.8125rem] text-ink-soft'}>
      {t(deliveryKeys[state])}
      {trouble && detail ? `: ${detail}` : null}
      {at ? (
        <>
          {' '}
          · <TimeAgo at={at} />
        </>
      ) : null}
    </p>
  );
}
