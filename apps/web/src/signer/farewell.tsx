'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { browserCall } from '@/api/browser';
import { leaveSigning, type SigningState } from '@/api/signing';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';
import { SealedDownload } from './sealed-download';
import { WhatItWas } from './what-it-was';

const refreshMs = 5000;

/** Every phase in which there is nothing to fill in: waiting, done, declined, withdrawn, expired, a copy. */
export function Farewell({ state, refresh }: { state: SigningState; refresh: () => Promise<void> }) {
  const t = useTranslations('signer');
  const [left, setLeft] = useState(false);
  const waiting =
    state.phase === 'wait' || ((state.phase === 'done' || state.phase === 'copy') && !state.sealedAvailable);
  useRefresh(waiting && !left, refresh);
  if (left) return <PlainPage title={t('leftTitle')}>{t('leftText')}</PlainPage>;
  const leave = async () => {
    await leaveSigning(browserCall).catch(() => undefined);
    setLeft(true);
  };
  return (
    <PlainPage
      eyebrow={state.envelope.title}
      title={titleOf(state, t)}
      action={
        <>
          {state.sealedAvailable ? <SealedDownload documents={state.documents} /> : null}
          <Button size="lg" kind="quiet" onClick={() => void leave()}>
            {t('leave')}
          </Button>
        </>
      }
    >
      <div role="status" className="space-y-3">
        <FarewellText state={state} />
      </div>
      {state.phase === 'done' || state.phase === 'copy' ? <WhatItWas state={state} /> : null}
    </PlainPage>
  );
}

type Words = ReturnType<typeof useTranslations<'signer'>>;

function titleOf(state: SigningState, t: Words): string {
  const count = state.documents.length;
  switch (state.phase) {
    case 'wait':
      return t('waitTitle');
    case 'declined':
      return t('declinedTitle', { count });
    case 'voided':
      return t('voidedTitle', { count });
    case 'expired':
      return t('expiredTitle');
    case 'copy':
      return t('copyTitle', { count });
    default:
      return state.recipient.role === 'approver' ? t('doneApproved') : t('doneTitle');
  }
}

function FarewellText({ state }: { state: SigningState }): ReactNode {
  const t = useTranslations('signer');
  const { name: sender, organisation } = state.envelope.sender;
  const count = state.documents.length;
  const from = { sender, organisation, count };
  switch (state.phase) {
    case 'wait':
      return <p>{t('waitText')}</p>;
    case 'declined':
      return <p>{t('declinedText', from)}</p>;
    case 'voided':
      return <p>{t('voidedText', from)}</p>;
    case 'expired':
      return (
        <p>
          {t.rich('expiredRich', {
            ...from,
            day: () => <Moment at={state.envelope.expiresAt ?? ''} shape="day" />,
          })}
        </p>
      );
    case 'copy':
      return (
        <>
          <p>{t('copyText', from)}</p>
          <p>{t(state.sealedAvailable ? 'copyReady' : 'copyWaiting', { count })}</p>
        </>
      );
    default:
      return <DoneText state={state} />;
  }
}

function DoneText({ state }: { state: SigningState }) {
  const t = useTranslations('signer');
  const open = state.others.filter((other) => other.role !== 'copy' && other.status !== 'completed').length;
  const count = state.documents.length;
  const next = state.sealedAvailable
    ? t('doneReady', { count })
    : open > 0
      ? t('doneOthers', { count: open, documents: count })
      : t('doneSealing', { count });
  return (
    <>
      <p>{t('doneText', { name: state.recipient.name, act: state.recipient.role })}</p>
      <p>{next}</p>
    </>
  );
}

function useRefresh(on: boolean, refresh: () => Promise<void>): void {
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => void refresh().catch(() => undefined), refreshMs);
    return () => clearInterval(timer);
  }, [on, refresh]);
}
