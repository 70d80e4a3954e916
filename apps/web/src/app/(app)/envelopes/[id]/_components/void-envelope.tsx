'use client';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import { type Envelope, voidEnvelope } from '@/api/envelopes';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useNotify } from '@/ui/toast';

/** Says what withdrawing does and to whom, and wants the reason they will read. */
export function VoidEnvelope(props: {
  envelope: Envelope;
  open: boolean;
  onClose: () => void;
  onVoided: (envelope: Envelope) => void;
}) {
  const t = useTranslations('envelope');
  const notify = useNotify();
  const withdraw = async (reason: string) => {
    props.onVoided(await voidEnvelope(browserCall, props.envelope.id, reason));
    notify(t('voided'));
  };
  const words = {
    title: t('voidTitle'),
    text: t('voidText', { count: props.envelope.recipients.length }),
    label: t('voidReason'),
    missing: t('voidReasonMissing'),
    go: t('voidGo'),
  };
  return (
    <ReasonDialog
      open={props.open}
      words={words}
      isDanger
      maxLength={1_000}
      onClose={props.onClose}
      onGiven={withdraw}
    />
  );
}
