'use client';
import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Recipient, remindRecipient } from '@/api/envelopes';
import { toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

export function RemindButton({ envelopeId, person }: { envelopeId: string; person: Recipient }) {
  const t = useTranslations('envelope');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const remind = async () => {
    setBusy(true);
    try {
      await remindRecipient(browserCall, envelopeId, person.id);
      notify(t('reminded', { name: person.name }));
    } catch (error) {
      notify(`${t('remindFailed')}. ${sentence(toProblem(error))}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size="sm"
      busy={busy}
      title={t('remindName', { name: person.name })}
      onClick={() => void remind()}
    >
      <Bell aria-hidden="true" />
      {t('remind')}
      <span className="sr-only">: {person.name}</span>
    </Button>
  );
}
