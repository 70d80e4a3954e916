'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { requestAllSealed, requestSealedFile, type SigningDocument } from '@/api/signing';
import { Button } from '@/ui/button';
import { useSignerSentence } from './signer-problem';

/**
 * Asks for a short-lived address (that act is recorded) and follows it: of the one document, or of all in one ZIP with each
 * below it.
 */
export function SealedDownload({ documents }: { documents: readonly SigningDocument[] }) {
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async (ask: () => Promise<{ url: string }>) => {
    setBusy(true);
    setProblem(null);
    try {
      window.location.assign((await ask()).url);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const [only] = documents;
  const several = documents.length > 1;
  const take = () =>
    several || !only ? requestAllSealed(browserCall) : requestSealedFile(browserCall, only.id);
  return (
    <>
      <Button
        kind="primary"
        size="lg"
        className="!whitespace-normal"
        busy={busy}
        onClick={() => void download(take)}
      >
        <Download aria-hidden="true" />
        {several ? t('downloadAll', { count: documents.length }) : t('download')}
      </Button>
      {several ? (
        <ul className="basis-full space-y-2 text-sm">
          {documents.map(({ id, name, fingerprint }) => (
            <li key={id}>
              <button
                type="button"
                disabled={busy}
                onClick={() => void download(() => requestSealedFile(browserCall, id))}
                className="min-h-8 text-left text-accent underline underline-offset-4 [overflow-wrap:anywhere] pointer-coarse:min-h-11"
              >
                {t('downloadOne', { name })}
              </button>
              <span className="block text-[0.8125rem] text-ink-faint">
                {t('fingerprintShort')} <span className="font-mono text-xs">{fingerprint}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p role="alert" className="basis-full text-sm font-medium text-red empty:hidden">
        {problem ? sentence(problem) : ''}
      </p>
    </>
  );
}
