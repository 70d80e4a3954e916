'use client';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Envelope, sealAgain } from '@/api/envelopes';
import { toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

/** Asks for another try of what stopped, once its cause is gone. */
export function SealAgainButton({
  envelopeId,
  onAsked,
}: {
  envelopeId: string;
  onAsked: (envelope: Envelope) => void;
}) {
  const t = useTranslations('envelope');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    try {
      onAsked(await sealAgain(browserCall, envelopeId));
      notify(t('sealAgainAsked'));
    } catch (error) {
      notify(`${t('sealAgainFailed')}. ${sentence(toProblem(error))}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void ask()}>
      <RotateCw aria-hidden="true" />
      {t('sealAgain')}
    </Button>
  );
}
