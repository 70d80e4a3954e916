'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import type { Problem } from '@/api/problem';
import type { SigningState } from '@/api/signing';
import { Button } from '@/ui/button';
import { useSignerSentence } from './signer-problem';
import { useEscape } from './use-escape';

/** Declining says what it ends and wants a reason; it takes the card's place instead of opening a dialog over it. */
export function DeclineCard(props: {
  state: SigningState;
  busy: boolean;
  problem: Problem | null;
  onDecline: (reason: string) => void;
  onBack: () => void;
}) {
  const { state } = props;
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const id = useId();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  useEscape(props.onBack);

  const decline = () => {
    if (reason.trim()) return props.onDecline(reason.trim());
    setMissing(true);
    area.current?.focus();
  };
  const fault =
    missing && !reason.trim() ? t('declineMissing') : props.problem ? sentence(props.problem) : '';
  return (
    <section aria-labelledby={`${id}-title`} className="space-y-3">
      <h2 id={`${id}-title`} className="font-serif text-lg font-semibold">
        {t('declineTitle', { act: state.recipient.role })}
      </h2>
      <p className="text-sm text-ink-soft">{t('declineText', { sender: state.envelope.sender.name })}</p>
      <label className="block">
        <span className="mb-1 block text-[0.8125rem] font-medium text-ink-soft">{t('declineReason')}</span>
        <textarea
          ref={area}
          rows={3}
          value={reason}
          maxLength={1000}
          aria-invalid={fault ? true : undefined}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setReason(event.target.value)}
          className="w-full rounded-md border border-line-strong bg-sheet px-3 py-2 text-base"
        />
      </label>
      <p id={`${id}-fault`} role="alert" className="text-sm font-medium text-red empty:hidden">
        {fault}
      </p>
      <div className="flex gap-2">
        <Button kind="quiet" size="lg" onClick={props.onBack}>
          {t('declineBack')}
        </Button>
        <Button kind="danger" size="lg" className="flex-1" busy={props.busy} onClick={decline}>
          {t('declineGo', { count: state.documents.length })}
        </Button>
      </div>
    </section>
  );
}
