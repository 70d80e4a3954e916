'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Envelope, voidEnvelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextArea } from '@/ui/field';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

/** Says what withdrawing does and to whom, and wants the reason they will read. */
export function VoidEnvelope(props: {
  envelope: Envelope;
  open: boolean;
  onClose: () => void;
  onVoided: (envelope: Envelope) => void;
}) {
  const t = useTranslations();
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | 'missing' | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (!reason) return setFault('missing');
    setBusy(true);
    try {
      props.onVoided(await voidEnvelope(browserCall, props.envelope.id, reason));
      notify(t('envelope.voided'));
      props.onClose();
    } catch (error) {
      setFault(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const error = fault === 'missing' ? t('envelope.voidReasonMissing') : fault ? sentence(fault) : undefined;
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={t('envelope.voidTitle')}
      description={t('envelope.voidText', { count: props.envelope.recipients.length })}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <TextArea label={t('envelope.voidReason')} name="reason" maxLength={1000} error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind="danger" busy={busy}>
            {t('envelope.voidGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
