'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { requestSealedFile } from '@/api/signing';
import { Button } from '@/ui/button';
import { useSignerSentence } from './signer-problem';

/** Asks for a short-lived address (that act is recorded) and follows it. */
export function SealedDownload() {
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async () => {
    setBusy(true);
    setProblem(null);
    try {
      window.location.assign((await requestSealedFile(browserCall)).url);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        kind="primary"
        size="lg"
        className="!whitespace-normal"
        busy={busy}
        onClick={() => void download()}
      >
        <Download aria-hidden="true" />
        {t('download')}
      </Button>
      <p role="alert" className="basis-full text-sm font-medium text-red empty:hidden">
        {problem ? sentence(problem) : ''}
      </p>
    </>
  );
}
